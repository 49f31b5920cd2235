"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import type { OUTBOUND_PURPOSES } from "@/lib/domain/calls/calls.schema";

type Purpose = (typeof OUTBOUND_PURPOSES)[number];

export type Choices = {
  phoneId: string;
  purpose: Purpose;
  language: "en" | "es";
  mode: "now" | "later";
  localTime: string;
};

const PURPOSES: readonly Purpose[] = ["case_information", "appointment", "callback", "intake_follow_up"];

type CallChoicesProps = {
  choices: Choices;
  phones: readonly { id: string; label: string }[];
  zone: string | null;
  onChange: (choices: Choices) => void;
};

/** Purpose, language, number and time of a call. */
export function CallChoices({ choices, phones, zone, onChange }: CallChoicesProps) {
  const t = useTranslations("call-composer");
  const languages = useTranslations("cases.languages");
  return (
    <div className="flex flex-col gap-4">
      <Field label={t("purpose")}>
        <Select
          options={PURPOSES.map((purpose) => ({ value: purpose, label: t(`purposes.${purpose}`) }))}
          value={choices.purpose}
          onValueChange={(value) => {
            const purpose = PURPOSES.find((code) => code === value);
            if (purpose) onChange({ ...choices, purpose });
          }}
        />
      </Field>
      {phones.length > 1 ? (
        <Field label={t("number")}>
          <Select
            options={phones.map((phone) => ({ value: phone.id, label: phone.label }))}
            value={choices.phoneId}
            onValueChange={(value) => onChange({ ...choices, phoneId: String(value) })}
          />
        </Field>
      ) : null}
      <RadioGroup
        legend={t("language")}
        options={[
          { value: "en", label: languages("en") },
          { value: "es", label: languages("es") },
        ]}
        value={choices.language}
        onValueChange={(value) => onChange({ ...choices, language: value === "es" ? "es" : "en" })}
      />
      <RadioGroup
        legend={t("when")}
        options={[
          { value: "now", label: t("now") },
          { value: "later", label: t("later"), ...(zone ? { hint: zone.replaceAll("_", " ") } : {}) },
        ]}
        value={choices.mode}
        onValueChange={(value) => onChange({ ...choices, mode: value === "later" ? "later" : "now" })}
      />
      {choices.mode === "later" ? (
        <Field label={t("laterAt")} {...(zone ? { hint: zone.replaceAll("_", " ") } : {})}>
          <Input
            type="datetime-local"
            value={choices.localTime}
            onValueChange={(localTime) => onChange({ ...choices, localTime })}
          />
        </Field>
      ) : null}
    </div>
  );
}
