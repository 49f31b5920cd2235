"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import {
  type DayWindow,
  ISO_WEEKDAYS,
  type IsoWeekday,
  type WeeklyHours,
} from "@/lib/domain/compliance/weekly-hours.schema";
import type { SettingProblems } from "./use-setting-problems";

type ContactHoursProps = {
  /** Null for the product's. */
  hours: WeeklyHours | null;
  lawful: WeeklyHours;
  onChange: (hours: WeeklyHours | null) => void;
  isEditable: boolean;
  problems: Pick<SettingProblems, "ofWeek" | "ofDay">;
};

/** When people may be contacted, on their own clock: the product's week, or a narrower one day by day. */
export function ContactHours({ hours, lawful, onChange, isEditable, problems }: ContactHoursProps) {
  const t = useTranslations("compliance-settings.hours");
  const error = problems.ofWeek();
  return (
    <div className="flex flex-col gap-3">
      <RadioGroup
        legend={t("which")}
        hideLegend
        value={hours === null ? "product" : "own"}
        onValueChange={(which) => onChange(which === "own" ? lawful : null)}
        options={[
          { value: "product", label: t("product"), disabled: !isEditable },
          { value: "own", label: t("own"), disabled: !isEditable },
        ]}
      />
      <ul className="flex flex-col divide-y divide-line-soft">
        {ISO_WEEKDAYS.map((weekday) => (
          <Day
            key={weekday}
            weekday={weekday}
            window={(hours ?? lawful)[weekday]}
            lawful={lawful[weekday]}
            isEditable={isEditable && hours !== null}
            error={problems.ofDay(weekday)}
            onChange={(window) => {
              const { [weekday]: _before, ...others } = hours ?? lawful;
              onChange(window === undefined ? others : { ...others, [weekday]: window });
            }}
          />
        ))}
      </ul>
      {error ? (
        <p role="alert" className="text-xs text-danger">
          {error}
        </p>
      ) : null}
    </div>
  );
}

type DayProps = {
  weekday: IsoWeekday;
  window: DayWindow | undefined;
  lawful: DayWindow | undefined;
  onChange: (window: DayWindow | undefined) => void;
  isEditable: boolean;
  error: string | undefined;
};

function Day({ weekday, window, lawful, onChange, isEditable, error }: DayProps) {
  const t = useTranslations("compliance-settings.hours");
  const format = useFormatter();
  // 2024-01-01 was a Monday.
  const name = format.dateTime(new Date(Date.UTC(2024, 0, weekday)), { weekday: "long", timeZone: "UTC" });
  const errorId = `hours-${weekday}-error`;
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 py-1.5">
      <div className="w-40">
        <Checkbox
          label={<span className="first-letter:uppercase">{name}</span>}
          name={`hours-${weekday}`}
          checked={window !== undefined}
          onCheckedChange={(isOpen) => onChange(isOpen ? lawful : undefined)}
          disabled={!isEditable || lawful === undefined}
        />
      </div>
      {window === undefined ? (
        <span className="text-sm text-subtle">{t("closed")}</span>
      ) : (
        <div className="flex items-center gap-2 text-sm text-muted">
          {(["opens", "closes"] as const).map((end) => (
            <span key={end} className="contents">
              {end === "closes" ? t("to") : null}
              <Input
                type="time"
                aria-label={t(end, { day: name })}
                aria-invalid={error !== undefined}
                aria-describedby={error ? errorId : undefined}
                value={window[end]}
                onValueChange={(value) => onChange({ ...window, [end]: value })}
                disabled={!isEditable}
                className="w-28"
              />
            </span>
          ))}
        </div>
      )}
      {error ? (
        <p id={errorId} role="alert" className="basis-full text-xs text-danger">
          {error}
        </p>
      ) : null}
    </li>
  );
}
