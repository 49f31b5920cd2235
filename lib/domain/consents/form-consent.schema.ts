import { z } from "zod";
import { SIGNATURE_KINDS } from "@/db/schema/consents";
import { personText } from "@/lib/core/text.schema";

const optional = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .nullish()
    .transform((text) => text || null);

/** What a form says about an agreement that stood on it and was ticked or signed, as it came with a lead. */
export const formConsent = z.object({
  wording: personText(4_000),
  version: optional(60),
  channels: z
    .array(z.enum(["voice_ai", "voice_human", "sms", "whatsapp", "email"]))
    .min(1)
    .max(5),
  purpose: z.enum(["informational", "marketing"]).default("informational"),
  /** Signed, also by electronic signature: only that is an express written consent. */
  isSigned: z.boolean().default(false),
  /** How it was signed. A signature of which nobody says how is none that marketing may rely on. */
  signature: z.enum(SIGNATURE_KINDS).nullish(),
  /** The form said that agreeing is no condition of buying anything. */
  isNotConditionStated: z.boolean().default(false),
  language: z.enum(["en", "es"]).nullish(),
  givenAt: z.iso.datetime({ offset: true }).nullish(),
  ip: z.union([z.ipv4(), z.ipv6()]).nullish(),
  userAgent: optional(500),
  pageUrl: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .nullish(),
  campaign: optional(200),
});

export type FormConsent = z.output<typeof formConsent>;
