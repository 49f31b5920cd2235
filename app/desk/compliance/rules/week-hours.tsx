"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useWallClock } from "@/components/desk/use-wall-clock";
import { ISO_WEEKDAYS, type WeeklyHours } from "@/lib/domain/compliance/weekly-hours.schema";

/** A week's lawful hours, on the called party's clock. */
export function WeekHours({ hours }: { hours: WeeklyHours }) {
  const t = useTranslations("compliance-desk.rules");
  const format = useFormatter();
  const wall = useWallClock();
  return (
    <dl className="flex flex-col gap-1 text-sm">
      {ISO_WEEKDAYS.map((day) => {
        const window = hours[day];
        return (
          <div key={day} className="flex justify-between gap-4">
            {/* 2024-01-01 was a Monday. */}
            <dt className="text-muted first-letter:uppercase">
              {format.dateTime(new Date(Date.UTC(2024, 0, day)), { weekday: "long", timeZone: "UTC" })}
            </dt>
            <dd className="text-ink tabular-nums">
              {window ? `${wall(window.opens)} – ${wall(window.closes)}` : t("closed")}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
