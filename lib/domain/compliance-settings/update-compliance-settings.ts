import "server-only";
import { complianceSettings } from "@/db/schema/compliance-settings";
import { firms } from "@/db/schema/firms";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { DEFAULT_CONTACT_HOURS, DEFAULT_FREQUENCY } from "@/lib/domain/compliance/federal-policy";
import { minutesOf } from "@/lib/domain/compliance/local-time";
import {
  type DayWindow,
  ISO_WEEKDAYS,
  type IsoWeekday,
  type WeeklyHours,
} from "@/lib/domain/compliance/weekly-hours.schema";
import type { UpdateComplianceSettingsInput } from "./compliance-settings.schema";
import { SETTING_TEXTS, type SettingText, type TextProblem, textProblem } from "./text-rules";

/** The window that the law and the product leave on the day; null for none. */
type WiderHours = { field: "contactHours"; problem: "wider"; weekday: IsoWeekday; lawful: DayWindow | null };

export type RefusedSetting =
  | WiderHours
  | { field: "contactHours"; problem: "neverOpen" }
  | { field: "frequencyLimit"; problem: "higher"; lawful: number }
  | { field: SettingText; problem: TextProblem };

export type UpdateComplianceSettingsResult = { kind: "saved" } | { kind: "refused"; refusals: RefusedSetting[] };

/**
 * Takes over what the firm adds to the law, all or none. What would loosen a rule is refused and named, although the gate
 * would not follow it either. The change is in the audit log, by the table's trigger.
 */
export async function updateComplianceSettings(
  tx: TenantTx,
  input: UpdateComplianceSettingsInput & { userId: string; now: Date },
): Promise<UpdateComplianceSettingsResult> {
  const { userId, now, ...settings } = input;
  const [firm] = await tx.select({ name: firms.name }).from(firms).limit(1);
  if (!firm) throw new AppError("not_found", "The firm is not there");
  const refusals = [
    ...refusedHours(settings.contactHours),
    ...refusedLimit(settings.frequencyLimit),
    ...refusedTexts(settings, firm.name),
  ];
  if (refusals.length > 0) return { kind: "refused", refusals };
  const values = { ...settings, updatedByUserId: userId, updatedAt: now };
  await tx
    .insert(complianceSettings)
    .values(values)
    .onConflictDoUpdate({ target: complianceSettings.tenantId, set: values });
  return { kind: "saved" };
}

function refusedHours(hours: WeeklyHours | null): RefusedSetting[] {
  if (hours === null) return [];
  if (ISO_WEEKDAYS.every((day) => hours[day] === undefined)) return [{ field: "contactHours", problem: "neverOpen" }];
  return ISO_WEEKDAYS.filter((day) => isWider(hours[day], DEFAULT_CONTACT_HOURS[day])).map((weekday) => ({
    field: "contactHours",
    problem: "wider",
    weekday,
    lawful: DEFAULT_CONTACT_HOURS[weekday] ?? null,
  }));
}

function isWider(own: DayWindow | undefined, lawful: DayWindow | undefined): boolean {
  if (own === undefined) return false;
  if (lawful === undefined) return true;
  return minutesOf(own.opens) < minutesOf(lawful.opens) || minutesOf(own.closes) > minutesOf(lawful.closes);
}

function refusedLimit(limit: number | null): RefusedSetting[] {
  if (limit === null || limit <= DEFAULT_FREQUENCY.limit) return [];
  return [{ field: "frequencyLimit", problem: "higher", lawful: DEFAULT_FREQUENCY.limit }];
}

function refusedTexts(settings: UpdateComplianceSettingsInput, firmName: string): RefusedSetting[] {
  return SETTING_TEXTS.flatMap((field) => {
    const text = settings[field];
    const problem = text === null ? null : textProblem(field, text, firmName);
    return problem === null ? [] : [{ field, problem }];
  });
}
