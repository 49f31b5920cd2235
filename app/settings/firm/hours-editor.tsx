"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import type { IsoWeekday, WeeklyHours } from "@/lib/domain/compliance/weekly-hours.schema";

type HoursEditorProps = {
  hours: WeeklyHours;
  onChange: (hours: WeeklyHours) => void;
  isEditable: boolean;
  error: string | undefined;
};

const WEEK: readonly IsoWeekday[] = [1, 2, 3, 4, 5, 6, 7];
const OFFICE_DAY = { opens: "08:00", closes: "18:00" };
// A time field cannot hold 24:00; midnight as a closing time means the end of the day.
const END_OF_DAY = "24:00";
const MIDNIGHT = "00:00";
// 2024-01-01 was a Monday.
const dayOf = (weekday: IsoWeekday) => new Date(Date.UTC(2024, 0, weekday));

/** The firm's week: for each day closed, or from when to when. */
export function HoursEditor({ hours, onChange, isEditable, error }: HoursEditorProps) {
  const t = useTranslations("settings.firm");
  const format = useFormatter();

  function setDay(weekday: IsoWeekday, day: { opens: string; closes: string } | undefined) {
    const { [weekday]: _before, ...others } = hours;
    onChange(day === undefined ? others : { ...others, [weekday]: day });
  }

  return (
    <div className="flex flex-col gap-1">
      <ul className="flex flex-col divide-y divide-line-soft">
        {WEEK.map((weekday) => {
          const day = hours[weekday];
          const name = format.dateTime(dayOf(weekday), { weekday: "long", timeZone: "UTC" });
          return (
            <li key={weekday} className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 py-1.5">
              <div className="w-40">
                <Checkbox
                  label={<span className="first-letter:uppercase">{name}</span>}
                  name={`day-${weekday}`}
                  checked={day !== undefined}
                  onCheckedChange={(isOpen) => setDay(weekday, isOpen ? OFFICE_DAY : undefined)}
                  disabled={!isEditable}
                />
              </div>
              {day === undefined ? (
                <span className="text-sm text-subtle">{t("closed")}</span>
              ) : (
                <div className="flex items-center gap-2 text-sm text-muted">
                  <Input
                    type="time"
                    aria-label={t("opens", { day: name })}
                    value={day.opens}
                    onValueChange={(opens) => setDay(weekday, { ...day, opens })}
                    disabled={!isEditable}
                    className="w-28"
                  />
                  {t("to")}
                  <Input
                    type="time"
                    aria-label={t("closes", { day: name })}
                    value={day.closes === END_OF_DAY ? MIDNIGHT : day.closes}
                    onValueChange={(closes) =>
                      setDay(weekday, { ...day, closes: closes === MIDNIGHT ? END_OF_DAY : closes })
                    }
                    disabled={!isEditable}
                    className="w-28"
                  />
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {error ? (
        <p role="alert" className="text-xs text-danger">
          {error}
        </p>
      ) : null}
    </div>
  );
}
