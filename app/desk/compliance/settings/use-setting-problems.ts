"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { FieldErrors } from "@/lib/actions/action-result";
import type { IsoWeekday } from "@/lib/domain/compliance/weekly-hours.schema";
import type { SettingText } from "@/lib/domain/compliance-settings/text-rules";
import type {
  RefusedSetting,
  UpdateComplianceSettingsResult,
} from "@/lib/domain/compliance-settings/update-compliance-settings";

type Answer = {
  data?: UpdateComplianceSettingsResult | undefined;
  validationErrors?: FieldErrors | undefined;
};

type Refused<Field extends RefusedSetting["field"]> = Extract<RefusedSetting, { field: Field }>;

/** Why the last attempt was refused, at the place that it is about and in the reader's language. */
export function useSettingProblems(answer: Answer, limit: number) {
  const t = useTranslations("compliance-settings.problems");
  const format = useFormatter();
  const refusals = answer.data?.kind === "refused" ? answer.data.refusals : [];
  const isMalformed = (field: string) => answer.validationErrors?.fieldErrors[field] !== undefined;
  const hours = refusals.filter((refusal): refusal is Refused<"contactHours"> => refusal.field === "contactHours");

  return {
    isRefused: refusals.length > 0 || answer.validationErrors !== undefined,
    ofWeek(): string | undefined {
      if (isMalformed("contactHours")) return t("closesBeforeOpens");
      return hours.some(({ problem }) => problem === "neverOpen") ? t("neverOpen") : undefined;
    },
    ofDay(weekday: IsoWeekday): string | undefined {
      const refusal = hours.find((each) => each.problem === "wider" && each.weekday === weekday);
      if (refusal?.problem !== "wider") return undefined;
      // 2024-01-01 was a Monday.
      const day = format.dateTime(new Date(Date.UTC(2024, 0, weekday)), { weekday: "long", timeZone: "UTC" });
      return refusal.lawful ? t("wider", { day, ...refusal.lawful }) : t("neverLawful", { day });
    },
    ofLimit(): string | undefined {
      const isRefused = isMalformed("frequencyLimit") || refusals.some(({ field }) => field === "frequencyLimit");
      return isRefused ? t("frequency", { limit }) : undefined;
    },
    ofText(name: SettingText): string | undefined {
      if (isMalformed(name)) return t("tooLong");
      const refusal = refusals.find((each): each is Refused<SettingText> => each.field === name);
      return refusal ? t(refusal.problem) : undefined;
    },
  };
}

export type SettingProblems = ReturnType<typeof useSettingProblems>;
