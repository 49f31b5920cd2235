"use client";

import { useTranslations } from "next-intl";
import { RadioGroup } from "@/components/ui/radio-group";
import type { SettingDraft } from "./setting-draft";

const REACHES = ["everything", "all_automated", "requested_scope"] as const satisfies SettingDraft["optOutReach"][];

type OptOutReachProps = {
  reach: SettingDraft["optOutReach"];
  onChange: (reach: SettingDraft["optOutReach"]) => void;
  isEditable: boolean;
};

/** How far one stop reaches, the strictest first. */
export function OptOutReach({ reach, onChange, isEditable }: OptOutReachProps) {
  const t = useTranslations("compliance-settings.reach");
  return (
    <RadioGroup
      legend={t("title")}
      hideLegend
      look="cards"
      value={reach}
      onValueChange={(value) => onChange(REACHES.find((each) => each === value) ?? "everything")}
      options={REACHES.map((each) => ({
        value: each,
        label: t(`${each}.label`),
        hint: t(`${each}.hint`),
        disabled: !isEditable,
      }))}
    />
  );
}
