import { z } from "zod";
import { optionalPersonText, personText } from "@/lib/core/text.schema";

/** What a person typed as a phone number; it becomes E.164 in the verb, which knows the numbering plans. */
const typedPhone = z.string().trim().max(40, { error: "tooLong" });

export const contactInput = z.object({
  firstName: personText(80),
  lastName: personText(80),
  preferredLanguage: z.enum(["en", "es"]),
  addressState: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, { error: "invalid" })
    .nullish()
    .or(z.literal("").transform(() => null)),
  phone: typedPhone.nullish(),
  email: z
    .union([z.literal(""), z.email({ error: "invalid" }).max(254)])
    .nullish()
    .transform((text) => (text ? text.toLowerCase() : null)),
  notes: optionalPersonText(4_000),
});

/** A legal hold: by which order, and whether it forbids contact as well as erasure. */
export const setHoldInput = z.strictObject({ contactId: z.uuid(), reason: personText(500), isBlocking: z.boolean() });
export const startConversationInput = z.strictObject({ contactId: z.uuid() });
export const releaseHoldInput = z.strictObject({ contactId: z.uuid(), reason: personText(500) });

export const updateContactInput = contactInput.omit({ phone: true, email: true }).extend({ contactId: z.uuid() });

const PHONE_LABELS = ["mobile", "home", "work", "other"] as const;

export const addContactPhoneInput = z.object({
  contactId: z.uuid(),
  phone: typedPhone.min(3, { error: "required" }),
  label: z.enum(PHONE_LABELS),
});

const OPT_OUT_CHANNELS = ["all", "voice", "sms", "whatsapp", "email"] as const;

/** A wish that a person told staff. To allow contact again takes their words as proof (CMP-03). */
export const recordWishInput = z
  .object({
    contactId: z.uuid(),
    contactPhoneId: z.uuid(),
    channel: z.enum(OPT_OUT_CHANNELS),
    kind: z.enum(["stop", "start"]),
    words: optionalPersonText(1_000),
  })
  .refine((input) => input.kind === "stop" || input.words !== null, { error: "required", path: ["words"] });
