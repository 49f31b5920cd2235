"use client";

import { useFormatter, useNow, useTimeZone, useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";

const tickMs = 30_000;

function subscribeToTicks(onTick: () => void) {
  const timer = setInterval(onTick, tickMs);
  return () => clearInterval(timer);
}

function presentTick() {
  return Math.floor(Date.now() / tickMs) * tickMs;
}

type RelativeTimeProps = {
  /** An instant, or nothing when it never happened. */
  value: Date | string | null;
  /** Zone of the exact time on hover; the reader's own when not said. */
  timeZone?: string;
};

/** “4 minutes ago”, kept true while it is on screen; hovering gives date, time and zone. */
export function RelativeTime({ value, timeZone }: RelativeTimeProps) {
  const format = useFormatter();
  const t = useTranslations("common.time");
  const readerZone = useTimeZone() ?? "UTC";
  const renderedAt = useNow();
  const now = useSyncExternalStore(subscribeToTicks, presentTick, () => renderedAt.getTime());
  if (value === null) return <span className="text-subtle">{t("never")}</span>;
  const instant = new Date(value);
  const isJustNow = Math.abs(now - instant.getTime()) < 60_000;
  return (
    <time
      dateTime={instant.toISOString()}
      title={format.dateTime(instant, {
        year: "numeric",
        month: "short",
        day: "numeric",
        hour: "numeric",
        minute: "2-digit",
        second: "2-digit",
        timeZone: timeZone ?? readerZone,
        timeZoneName: "short",
      })}
      className="whitespace-nowrap"
    >
      {isJustNow ? t("now") : format.relativeTime(instant, now)}
    </time>
  );
}
