import { z } from "zod";

const apiKey = z.string("required").trim().min(1, "required").max(200, "tooLong").regex(/^\S+$/, "invalid");

export const saveVapiKeyInput = z.strictObject({ apiKey });

/** A key that was typed and is not kept; null tests the firm's own. */
export const testVapiInput = z.strictObject({ apiKey: apiKey.nullable() });

/** The id that VAPI shows of a credential. */
export const saveVapiCredentialInput = z.strictObject({
  credentialId: z
    .string("required")
    .trim()
    .min(1, "required")
    .regex(/^[\w-]{8,64}$/, "invalid"),
});
