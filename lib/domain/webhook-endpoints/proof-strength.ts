import "server-only";
import type { EndpointMode } from "./provider-modes.schema";

/**
 * `signed`: the proof covers the body and the time. `signed_without_time`: it covers the body, so a repeat is known only by
 * the event's identity. `token`: a short-lived token shows who sends and about when, and says nothing of the body.
 * `shared_secret`: it only shows that the sender knows the secret, so a delivery that somebody read on the way could be
 * changed and sent again.
 */
export type ProofStrength = "signed" | "signed_without_time" | "token" | "shared_secret";

/** The strength of every mode. */
export const PROOF_STRENGTHS: Record<EndpointMode, ProofStrength> = {
  "standard-webhooks": "signed",
  "vapi-hmac": "signed",
  "timestamped-hmac": "signed",
  "twilio-signature": "signed_without_time",
  "ghl-ed25519": "signed_without_time",
  "body-hmac": "signed_without_time",
  "clio-hmac": "signed_without_time",
  "evolution-jwt": "token",
  "evolution-jwt-header": "token",
  basic: "shared_secret",
  bearer: "shared_secret",
  "secret-header": "shared_secret",
  "make-apikey": "shared_secret",
};

/** How much a proof of this mode says, for showing it next to the connection. */
export function proofStrength(mode: EndpointMode): ProofStrength {
  return PROOF_STRENGTHS[mode];
}
