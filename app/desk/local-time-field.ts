import { TZDate } from "@date-fns/tz";

/** What a `datetime-local` field says, read on the clock of `zone`; null while it is not whole. */
export function readLocalTime(text: string, zone: string): Date | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/.exec(text);
  if (!match) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = match.slice(1).map(Number);
  return new Date(new TZDate(year, month - 1, day, hour, minute, zone).getTime());
}

/** An instant as a `datetime-local` field takes it, on the clock of `zone`. */
export function writeLocalTime(at: Date, zone: string): string {
  const local = new TZDate(at.getTime(), zone);
  const two = (value: number) => String(value).padStart(2, "0");
  const date = `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`;
  return `${date}T${two(local.getHours())}:${two(local.getMinutes())}`;
}
