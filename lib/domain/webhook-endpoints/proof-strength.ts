import "server-only";
import type { EndpointMode } from "./endpoint-secret";

/**
 * `signed`: the proof covers the body and the time. `shared_secret`: it only shows that the sender knows the secret, so a
 * delivery that somebody read on the way could be changed and sent again.
 */
export type ProofStrength = "signed" | "shared_secret";

const STRENGTH: Record<EndpointMode, ProofStrength> = {
  "standard-webhooks": "signed",
  "vapi-hmac": "signed",
  bearer: "shared_secret",
  "secret-header": "shared_secret",
};

/** How much a proof of this mode says, for showing it next to the connection. */
export function proofStrength(mode: EndpointMode): ProofStrength {
  return STRENGTH[mode];
}
