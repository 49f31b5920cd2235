import type { WeeklyHours } from "@/lib/domain/compliance/weekly-hours.schema";
import type { UpdateComplianceSettingsInput } from "@/lib/domain/compliance-settings/compliance-settings.schema";
import type { ComplianceSettings } from "@/lib/domain/compliance-settings/find-compliance-settings";
import type { SettingText } from "@/lib/domain/compliance-settings/text-rules";

/** Each text in English and in Spanish. */
export const TEXT_PAIRS = [
  ["textBackEn", "textBackEs"],
  ["stopConfirmationEn", "stopConfirmationEs"],
  ["helpEn", "helpEs"],
] as const satisfies readonly (readonly [SettingText, SettingText])[];

/** The settings while they are edited: what is empty means the product's. */
export type SettingDraft = {
  contactHours: WeeklyHours | null;
  /** As typed. */
  frequencyLimit: string;
  optOutReach: ComplianceSettings["optOutReach"];
  isTextBackEnabled: boolean;
  texts: Record<SettingText, string>;
};

export function draftOf({ texts, ...settings }: ComplianceSettings): SettingDraft {
  const { contactHours, frequencyLimit, optOutReach, isTextBackEnabled } = settings;
  return {
    contactHours,
    frequencyLimit: frequencyLimit === null ? "" : String(frequencyLimit),
    optOutReach,
    isTextBackEnabled,
    texts: {
      textBackEn: texts.textBackEn ?? "",
      textBackEs: texts.textBackEs ?? "",
      stopConfirmationEn: texts.stopConfirmationEn ?? "",
      stopConfirmationEs: texts.stopConfirmationEs ?? "",
      helpEn: texts.helpEn ?? "",
      helpEs: texts.helpEs ?? "",
    },
  };
}

/** The draft as the action takes it. A limit that is no number is sent as none that the schema takes. */
export function settingsOf({ frequencyLimit, texts, ...draft }: SettingDraft): UpdateComplianceSettingsInput {
  const typed = frequencyLimit.trim();
  return { ...draft, ...texts, frequencyLimit: typed === "" ? null : Number(typed) };
}
