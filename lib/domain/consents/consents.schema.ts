import { z } from "zod";
import { SIGNATURE_KINDS } from "@/db/schema/consents";

const CONSENT_CHANNELS = ["voice_ai", "voice_human", "sms", "whatsapp", "email", "recording"] as const;
const CONSENT_METHODS = ["web_form", "paper", "inbound_call", "inbound_sms", "verbal_recorded", "import"] as const;

type SignatureKind = (typeof SIGNATURE_KINDS)[number];

/** How somebody can have signed by each way of agreeing. */
const SIGNATURES_OF: Record<(typeof CONSENT_METHODS)[number], readonly SignatureKind[]> = {
  web_form: ["drawn", "typed_name", "ticked_box", "signing_service"],
  paper: ["handwritten"],
  inbound_call: ["key_press", "spoken"],
  inbound_sms: ["text_reply"],
  verbal_recorded: ["key_press", "spoken"],
  import: SIGNATURE_KINDS,
};

const text = (max: number) => z.string().trim().min(1, { error: "required" }).max(max, { error: "tooLong" });

/** A person's agreement as staff record it: what was shown or said, how it was given, and where the proof lies. */
export const recordConsentInput = z
  .strictObject({
    contactId: z.uuid(),
    contactPhoneId: z.uuid(),
    channel: z.enum(CONSENT_CHANNELS),
    purpose: z.enum(["informational", "marketing"]),
    level: z.enum(["express", "express_written"]),
    captureMethod: z.enum(CONSENT_METHODS),
    wording: text(4_000),
    wordingVersion: text(60),
    language: z.enum(["en", "es"]),
    expiresAt: z.iso
      .datetime({ offset: true })
      .transform((value) => new Date(value))
      .nullish(),
    capturedAt: z.iso.datetime({ offset: true }).transform((value) => new Date(value)),
    /** Nobody is opted in on somebody's word alone (CMP-03): where the proof lies. */
    evidence: text(500),
    /** Null: not signed. A written consent without one is kept, and carries no marketing. */
    signatureKind: z.enum(SIGNATURE_KINDS).nullable(),
    /** Whether what was shown said that agreeing is no condition of buying anything. */
    isNotConditionStated: z.boolean(),
  })
  .refine(({ level, signatureKind }) => level === "express_written" || signatureKind === null, {
    path: ["signatureKind"],
    error: "notWritten",
  })
  .refine(
    ({ captureMethod, signatureKind }) =>
      signatureKind === null || SIGNATURES_OF[captureMethod].includes(signatureKind),
    {
      path: ["signatureKind"],
      error: "otherMethod",
    },
  );

export const revokeConsentInput = z.strictObject({ consentId: z.uuid() });
