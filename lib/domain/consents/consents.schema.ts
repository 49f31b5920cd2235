import { z } from "zod";

const CONSENT_CHANNELS = ["voice_ai", "voice_human", "sms", "whatsapp", "email", "recording"] as const;
const CONSENT_METHODS = ["web_form", "paper", "inbound_call", "inbound_sms", "verbal_recorded", "import"] as const;

const text = (max: number) => z.string().trim().min(1, { error: "required" }).max(max, { error: "tooLong" });

/** A person's agreement as staff record it: what was shown or said, how it was given, and where the proof lies. */
export const recordConsentInput = z.strictObject({
  contactId: z.uuid(),
  contactPhoneId: z.uuid(),
  channel: z.enum(CONSENT_CHANNELS),
  purpose: z.enum(["informational", "marketing"]),
  level: z.enum(["express", "express_written"]),
  captureMethod: z.enum(CONSENT_METHODS),
  wording: text(4_000),
  wordingVersion: text(60),
  language: z.enum(["en", "es"]),
  capturedAt: z.iso.datetime({ offset: true }).transform((value) => new Date(value)),
  evidence: text(500).nullable(),
});

export const revokeConsentInput = z.strictObject({ consentId: z.uuid() });
