"use client";

import { useFormatter } from "next-intl";

/** A time on a wall clock, `HH:MM`, as the reader writes it; what is none comes back as it is. */
export function useWallClock(): (time: string) => string {
  const format = useFormatter();
  return (time) => {
    const at = new Date(`2024-01-01T${time}:00Z`);
    if (Number.isNaN(at.getTime())) return time;
    return format.dateTime(at, { hour: "numeric", minute: "2-digit", timeZone: "UTC" });
  };
}
