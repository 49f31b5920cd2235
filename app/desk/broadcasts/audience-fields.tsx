"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { Disclosure } from "@/components/ui/disclosure";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { AUDIENCE_PEOPLE } from "@/lib/domain/broadcasts/broadcasts.schema";
import { CASE_STAGE_CODES, PRACTICE_AREAS } from "@/lib/domain/cases/cases.schema";
import type { FieldsProps } from "./broadcast-editor";

/** Who it goes to; every choice narrows. */
export function AudienceFields({ content, change }: FieldsProps) {
  const t = useTranslations("broadcasts.editor");
  const stages = useTranslations("cases.stages");
  const areas = useTranslations("cases.areas");
  const languages = useTranslations("contacts.languages");
  return (
    <div className="flex flex-col gap-4">
      <RadioGroup
        legend={t("people")}
        value={content.people}
        onValueChange={(people) => change({ people: AUDIENCE_PEOPLE.find((code) => code === people) ?? "clients" })}
        options={AUDIENCE_PEOPLE.map((code) => ({ value: code, label: t(code), hint: t(`${code}Hint`) }))}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("language")} name="language">
          <Select
            value={content.language}
            onValueChange={(language) =>
              change({ language: language === "en" || language === "es" ? language : "any" })
            }
            options={[
              { value: "any", label: t("anyLanguage") },
              { value: "en", label: languages("en") },
              { value: "es", label: languages("es") },
            ]}
          />
        </Field>
        <Field label={t("tags")} name="tags" hint={t("tagsHint")} optional>
          <Input value={content.tags} autoComplete="off" onValueChange={(tags) => change({ tags: String(tags) })} />
        </Field>
      </div>
      <Choices
        legend={t("stages")}
        hint={t("any")}
        options={CASE_STAGE_CODES.map((code) => ({ code, label: stages(code) }))}
        chosen={content.stages}
        onChange={(chosen) => change({ stages: chosen })}
      />
      <Choices
        legend={t("areas")}
        hint={t("any")}
        options={PRACTICE_AREAS.map((code) => ({ code, label: areas(code) }))}
        chosen={content.areas}
        onChange={(chosen) => change({ areas: chosen })}
      />
    </div>
  );
}

type ChoicesProps = {
  legend: string;
  hint: string;
  options: { code: string; label: string }[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
};

function Choices({ legend, hint, options, chosen, onChange }: ChoicesProps) {
  const summary = options.filter(({ code }) => chosen.includes(code)).map(({ label }) => label);
  return (
    <Disclosure
      defaultOpen={chosen.length > 0}
      summary={
        <span className="text-sm">
          <span className="font-medium text-ink">{legend}</span>{" "}
          <span className="text-muted">{summary.length > 0 ? summary.join(", ") : hint}</span>
        </span>
      }
    >
      <fieldset className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
        <legend className="sr-only">{legend}</legend>
        {options.map(({ code, label }) => (
          <Checkbox
            key={code}
            label={label}
            checked={chosen.includes(code)}
            onCheckedChange={(isChosen) =>
              onChange(isChosen ? [...chosen, code] : chosen.filter((known) => known !== code))
            }
          />
        ))}
      </fieldset>
    </Disclosure>
  );
}
