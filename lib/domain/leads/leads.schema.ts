import { z } from "zod";
import { optionalPersonText, personText } from "@/lib/core/text.schema";
import { PRACTICE_AREAS } from "@/lib/domain/cases/cases.schema";

export const LEAD_STATUS_CODES = [
  "new",
  "contacted",
  "qualified",
  "consultation",
  "retained",
  "declined",
  "lost",
] as const;
export const leadStatus = z.enum(LEAD_STATUS_CODES);

/** The two ends that a reason is owed for. */
const LOST_STATUSES = ["declined", "lost"] as const;

export const LEAD_SOURCE_CODES = [
  "inbound_call",
  "inbound_message",
  "web_form",
  "referral",
  "staff",
  "import",
] as const;
export const leadSource = z.enum(LEAD_SOURCE_CODES);

/** Sources that a person can name when they write a lead down; the others come about by themselves. */
export const TYPED_LEAD_SOURCES = ["staff", "referral", "web_form"] as const;

/** Why a lead was declined or lost; required for these two statuses. */
export const LEAD_REASONS = [
  "not_our_practice",
  "conflict_of_interest",
  "statute_expired",
  "no_damages",
  "chose_other_firm",
  "unreachable",
  "changed_mind",
  "other",
] as const;
export const leadReason = z.enum(LEAD_REASONS);

/** What a lead may ask for: the areas of cases, and what the firm is asked for without taking it on. */
export const LEAD_PRACTICE_AREAS = [...PRACTICE_AREAS, "criminal"] as const;

export const createLeadInput = z.object({
  firstName: personText(80),
  lastName: personText(80),
  preferredLanguage: z.enum(["en", "es"]),
  source: z.enum(TYPED_LEAD_SOURCES),
  practiceArea: z.enum(LEAD_PRACTICE_AREAS),
  phone: z.string().trim().max(40, { error: "tooLong" }).nullish(),
  email: z
    .union([z.literal(""), z.email({ error: "invalid" }).max(254)])
    .nullish()
    .transform((text) => (text ? text.toLowerCase() : null)),
  summary: optionalPersonText(2_000),
});

export const changeLeadStatusInput = z
  .object({ leadId: z.uuid(), status: leadStatus, reason: leadReason.nullish() })
  .refine((input) => !LOST_STATUSES.some((status) => status === input.status) || input.reason, {
    error: "required",
    path: ["reason"],
  });

export const assignLeadInput = z.object({ leadId: z.uuid() });
