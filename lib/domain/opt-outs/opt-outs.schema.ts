import { z } from "zod";
import { optionalPersonText, personText } from "@/lib/core/text.schema";

export const OPT_OUT_CHANNELS = ["all", "voice", "sms", "whatsapp", "email"] as const;
const OPT_OUT_SCOPES = ["all", "marketing"] as const;

/** Nobody was written to by telephone before 1900. */
const instant = z.iso
  .datetime({ offset: true })
  .transform((value) => new Date(value))
  .refine((at) => at.getUTCFullYear() >= 1900);

/** What staff decide about a stop in unclear words. That it was none takes the person's own words (CMP-03). */
export const decideReviewInput = z.discriminatedUnion("decision", [
  z.strictObject({ taskId: z.uuid(), decision: z.literal("confirmed") }),
  z.strictObject({
    taskId: z.uuid(),
    decision: z.literal("not_a_stop"),
    evidence: personText(2_000),
    /** When the person said so; now where it is left out. */
    saidAt: instant.nullable().default(null),
  }),
]);

/** A wish that reached the firm by another way: a letter, a call to a person, a lawyer. `number` in any spelling. */
export const addOptOutInput = z.strictObject({
  number: z.string().trim().min(3, { error: "required" }).max(64, { error: "tooLong" }),
  channel: z.enum(OPT_OUT_CHANNELS),
  scope: z.enum(OPT_OUT_SCOPES).default("all"),
  words: optionalPersonText(2_000),
  saidAt: instant.nullable().default(null),
});

/** A person's wish to be contacted again, with their own words as the proof. */
export const allowAgainInput = z.strictObject({
  number: z.string().trim().min(3, { error: "required" }).max(64, { error: "tooLong" }),
  channel: z.enum(OPT_OUT_CHANNELS),
  scope: z.enum(OPT_OUT_SCOPES).default("all"),
  evidence: personText(2_000),
  saidAt: instant.nullable().default(null),
});
