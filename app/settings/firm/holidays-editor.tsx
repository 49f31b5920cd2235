"use client";

import { Plus, X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";

type HolidaysEditorProps = {
  dates: readonly string[];
  onChange: (dates: string[]) => void;
  isEditable: boolean;
  error: string | undefined;
};

/** Days on which the firm is closed, in order. */
export function HolidaysEditor({ dates, onChange, isEditable, error }: HolidaysEditorProps) {
  const t = useTranslations("settings.firm");
  const format = useFormatter();
  const [entered, setEntered] = useState("");
  const show = (date: string) => format.dateTime(new Date(`${date}T00:00:00Z`), { dateStyle: "full", timeZone: "UTC" });

  function add() {
    if (entered === "") return;
    onChange([...new Set([...dates, entered])].sort());
    setEntered("");
  }

  return (
    <div className="flex flex-col gap-3">
      {dates.length === 0 ? <p className="text-sm text-subtle">{t("noHolidays")}</p> : null}
      <ul className="flex flex-col divide-y divide-line-soft">
        {dates.map((date) => (
          <li key={date} className="flex h-9 items-center justify-between gap-3 text-sm text-ink">
            <span className="first-letter:uppercase">{show(date)}</span>
            {isEditable ? (
              <IconButton
                label={t("removeHoliday", { date: show(date) })}
                icon={<X />}
                size="sm"
                onClick={() => onChange(dates.filter((one) => one !== date))}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {isEditable ? (
        <div className="flex items-end gap-2">
          <Field label={t("holidayDate")} error={error} className="max-w-48">
            <Input type="date" value={entered} onValueChange={(date) => setEntered(date)} />
          </Field>
          <Button icon={<Plus />} onClick={add} disabled={entered === ""}>
            {t("addHoliday")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
