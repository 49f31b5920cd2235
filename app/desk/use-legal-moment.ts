import { useFormatter } from "next-intl";

/** An instant as a button names it: weekday, day and time on the client's clock, with its zone. */
export function useLegalMoment(): (at: Date, timeZone: string) => string {
  const format = useFormatter();
  return (at, timeZone) =>
    format.dateTime(at, {
      weekday: "short",
      month: "short",
      day: "numeric",
      hour: "numeric",
      minute: "2-digit",
      timeZone,
      timeZoneName: "short",
    });
}
