import { z } from "zod";
import { OPT_OUT_REACHES } from "@/db/schema/compliance-settings";
import { type WeeklyHours, weeklyHours } from "@/lib/domain/compliance/weekly-hours.schema";

// One message for the whole week: the form shows one place for it.
const contactHours = z.custom<WeeklyHours>().transform((value, context) => {
  const week = weeklyHours.safeParse(value);
  if (week.success) return week.data;
  context.addIssue({ code: "custom", message: "closesBeforeOpens" });
  return z.NEVER;
});

/** The longest text that is worth reading; what fits after the names are filled in is the verb's to say. */
const MAX_RAW_LENGTH = 500;

/** A text of the firm's own; blank means the product's. */
const ownText = z
  .string()
  .trim()
  .max(MAX_RAW_LENGTH, "tooLong")
  .nullable()
  .transform((text) => text || null);

/** What a firm adds to the law. Null is the product's own value. */
export const updateComplianceSettingsInput = z.strictObject({
  /** On the called party's clock. */
  contactHours: contactHours.nullable(),
  /** Automated contacts of one number in 24 hours. */
  frequencyLimit: z.int("frequency").min(1, "frequency").nullable(),
  /** How far one stop reaches. */
  optOutReach: z.enum(OPT_OUT_REACHES),
  isTextBackEnabled: z.boolean(),
  textBackEn: ownText,
  textBackEs: ownText,
  stopConfirmationEn: ownText,
  stopConfirmationEs: ownText,
  helpEn: ownText,
  helpEs: ownText,
});

export type UpdateComplianceSettingsInput = z.output<typeof updateComplianceSettingsInput>;
