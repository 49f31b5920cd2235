import { z } from "zod";

/**
 * Why a reconciliation did not bring everything: no key or account is saved for the provider, the gateway's address is not
 * set, the provider refused the key or does not know the account, it did not answer, or there was more than is fetched.
 */
export const RECOVERY_FAILURES = [
  "no_key",
  "no_account",
  "no_address",
  "bad_key",
  "not_found",
  "rate_limited",
  "unreachable",
  "unexpected",
  "incomplete",
] as const;
export type RecoveryFailure = (typeof RECOVERY_FAILURES)[number];

export const alertInput = z.strictObject({ alertId: z.uuid() });

/** Providers whose key is entered beside an alert; VAPI's is entered under Integrations. */
export const RECOVERY_KEY_PROVIDERS = ["evolution", "ghl"] as const;

export const saveRecoveryKeyInput = z.strictObject({
  provider: z.enum(RECOVERY_KEY_PROVIDERS),
  apiKey: z
    .string("required")
    .trim()
    .min(8, "required")
    .max(2_000, "tooLong")
    .regex(/^[\x21-\x7e]+$/, "invalid"),
});
