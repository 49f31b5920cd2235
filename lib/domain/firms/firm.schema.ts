import { z } from "zod";
import { optionalPersonText, personText } from "@/lib/core/text.schema";
import { type WeeklyHours, weeklyHours } from "@/lib/domain/compliance/weekly-hours.schema";

const PHONE_LENGTH = 64;
const MOST_HOLIDAYS = 60;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

// One message for the whole week: the form shows one place for it.
const hours = z.custom<WeeklyHours>().transform((value, context) => {
  const week = weeklyHours.safeParse(value);
  if (week.success) return week.data;
  context.addIssue({ code: "custom", message: "closesBeforeOpens" });
  return z.NEVER;
});

/** What a firm's administrators set. Numbers as a person writes them; the verb brings them into E.164. */
export const updateFirmInput = z.strictObject({
  name: personText(120),
  timeZone: z.string().max(64, "timeZone").refine(isTimeZone, "timeZone"),
  /** USPS code of the state whose law the firm practises under. */
  state: z
    .string()
    .regex(/^[A-Z]{2}$/, "state")
    .nullable(),
  locale: z.enum(["en", "es"]),
  /** Given to clients who want to call back. */
  callbackNumber: optionalPersonText(PHONE_LENGTH),
  /** Where the assistant puts a client through to staff. */
  transferNumber: optionalPersonText(PHONE_LENGTH),
  hours,
  /** Days on which the firm is closed, `YYYY-MM-DD`. */
  holidays: z.array(z.iso.date("date")).max(MOST_HOLIDAYS, "tooMany"),
  isRecordingEnabled: z.boolean(),
});

export type UpdateFirmInput = z.output<typeof updateFirmInput>;
