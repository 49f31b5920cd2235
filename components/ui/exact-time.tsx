import { useFormatter, useTimeZone } from "next-intl";

const parts = {
  date: { year: "numeric", month: "short", day: "numeric" },
  time: { hour: "numeric", minute: "2-digit" },
} as const;

type ExactTimeProps = {
  value: Date | string;
  show?: "date" | "time" | "dateTime";
  /** Whose clock: an IANA zone such as a client's; the reader's own when not said. */
  timeZone?: string;
  /** Names the zone after the time. Say so wherever it is not the reader's own. */
  withZone?: boolean;
};

/** A date or time in the reader's language, on a named clock. */
export function ExactTime({ value, show = "dateTime", timeZone, withZone = false }: ExactTimeProps) {
  const format = useFormatter();
  const readerZone = useTimeZone() ?? "UTC";
  const instant = new Date(value);
  return (
    <time dateTime={instant.toISOString()} className="whitespace-nowrap">
      {format.dateTime(instant, {
        ...(show === "time" ? {} : parts.date),
        ...(show === "date" ? {} : parts.time),
        timeZone: timeZone ?? readerZone,
        ...(withZone ? { timeZoneName: "short" as const } : {}),
      })}
    </time>
  );
}
