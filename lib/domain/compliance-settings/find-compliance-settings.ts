import "server-only";
import { complianceSettings } from "@/db/schema/compliance-settings";
import { firms } from "@/db/schema/firms";
import type { TenantTx } from "@/db/tenant";
import { DEFAULT_CONTACT_HOURS, DEFAULT_FREQUENCY } from "@/lib/domain/compliance/federal-policy";
import type { WeeklyHours } from "@/lib/domain/compliance/weekly-hours.schema";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import type { UpdateComplianceSettingsInput } from "./compliance-settings.schema";
import { DEFAULT_KEYWORD_TEXTS, DEFAULT_TEXT_BACK } from "./default-texts";
import type { SettingText } from "./text-rules";

export type ComplianceSettings = {
  /** The firm's own values; null where the product's stand. */
  contactHours: WeeklyHours | null;
  frequencyLimit: number | null;
  optOutReach: UpdateComplianceSettingsInput["optOutReach"];
  isTextBackEnabled: boolean;
  texts: Record<SettingText, string | null>;
  /** What stands where the firm has nothing of its own, and what it cannot go beyond. */
  defaults: { contactHours: WeeklyHours; frequencyLimit: number; texts: Record<SettingText, string> };
  /** What the placeholders of the texts stand for; empty where the firm has not said it. */
  values: { firm_name: string; callback_number: string };
  updatedByUserId: string | null;
  updatedAt: Date | null;
};

/** What the firm adds to the law, with the product's own values beside it. A firm without a row has those alone. */
export async function findComplianceSettings(tx: TenantTx): Promise<ComplianceSettings> {
  const [row] = await tx.select().from(complianceSettings);
  const [firm] = await tx.select({ name: firms.name, callbackNumber: firms.callbackNumber }).from(firms).limit(1);
  const callbackNumber = firm?.callbackNumber ? formatPhone(firm.callbackNumber) : "";
  return {
    contactHours: row?.contactHours ?? null,
    frequencyLimit: row?.frequencyLimit ?? null,
    optOutReach: row?.optOutReach ?? "everything",
    isTextBackEnabled: row?.isTextBackEnabled ?? false,
    texts: {
      textBackEn: row?.textBackEn ?? null,
      textBackEs: row?.textBackEs ?? null,
      stopConfirmationEn: row?.stopConfirmationEn ?? null,
      stopConfirmationEs: row?.stopConfirmationEs ?? null,
      helpEn: row?.helpEn ?? null,
      helpEs: row?.helpEs ?? null,
    },
    defaults: {
      contactHours: DEFAULT_CONTACT_HOURS,
      frequencyLimit: DEFAULT_FREQUENCY.limit,
      texts: defaultTexts(callbackNumber === "" ? "withoutNumber" : "withNumber"),
    },
    values: { firm_name: firm?.name ?? "", callback_number: callbackNumber },
    updatedByUserId: row?.updatedByUserId ?? null,
    updatedAt: row?.updatedAt ?? null,
  };
}

function defaultTexts(wording: "withNumber" | "withoutNumber"): Record<SettingText, string> {
  const { stop_confirmation: stop, help } = DEFAULT_KEYWORD_TEXTS;
  return {
    textBackEn: DEFAULT_TEXT_BACK.en,
    textBackEs: DEFAULT_TEXT_BACK.es,
    stopConfirmationEn: stop.en[wording],
    stopConfirmationEs: stop.es[wording],
    helpEn: help.en[wording],
    helpEs: help.es[wording],
  };
}
