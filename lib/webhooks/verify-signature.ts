import "server-only";
import type { KeyObject } from "node:crypto";
import type { VERIFICATION_MODES } from "@/db/schema/webhook-endpoints";
import { basic } from "./schemes/basic";
import { bearer } from "./schemes/bearer";
import { bodyHmac, clioHmac } from "./schemes/body-hmac";
import { evolutionJwt, evolutionJwtHeader } from "./schemes/evolution-jwt";
import { ghlEd25519 } from "./schemes/ghl-ed25519";
import type { ProofFacts, RefusedProof, Scheme, SignedRequest, VerificationKey } from "./schemes/scheme";
import { makeApiKey, secretHeader } from "./schemes/secret-header";
import { standardWebhooks } from "./schemes/standard-webhooks";
import { timestampedHmac } from "./schemes/timestamped-hmac";
import { twilioSignature } from "./schemes/twilio-signature";
import { vapiHmac } from "./schemes/vapi-hmac";

declare const verified: unique symbol;

/** Raw bytes whose proof held. Only verifySignature makes one, so nothing is parsed before it is verified. */
export type VerifiedBody = Buffer & { readonly [verified]: true };

export type VerificationMode = (typeof VERIFICATION_MODES)[number];

export type Verdict =
  | { ok: true; body: VerifiedBody; verifiedWith: VerificationKey["label"]; messageId: string | null }
  | { ok: false; reason: RefusedProof; facts: ProofFacts };

const SCHEMES: Record<VerificationMode, Scheme> = {
  "standard-webhooks": standardWebhooks,
  "vapi-hmac": vapiHmac,
  bearer,
  "secret-header": secretHeader,
  basic,
  "body-hmac": bodyHmac,
  "timestamped-hmac": timestampedHmac,
  "twilio-signature": twilioSignature,
  "ghl-ed25519": ghlEd25519,
  "evolution-jwt": evolutionJwt,
  "evolution-jwt-header": evolutionJwtHeader,
  "make-apikey": makeApiKey,
  "clio-hmac": clioHmac,
};

/**
 * Checks a delivery's proof against every key that is usable at `now`, in the one mode that the endpoint has: a proof
 * of another mode is no proof. Refuses when there is no key. Pure, and constant in time over the secret.
 */
export function verifySignature(
  mode: VerificationMode,
  request: SignedRequest,
  keys: readonly VerificationKey[],
): Verdict {
  const usable = keys.filter((each) => each.usableUntil === null || request.now < each.usableUntil);
  if (usable.length === 0) return { ok: false, reason: "no_secret", facts: {} };
  const match = SCHEMES[mode].check(request, usable);
  if (!match.ok) return { ok: false, reason: match.reason, facts: match.facts ?? {} };
  // The only place that blesses bytes: their proof has just held.
  const body = request.bytes as VerifiedBody;
  return { ok: true, body, verifiedWith: match.key.label, messageId: match.messageId };
}

/** A stored secret as the mode's key material; null when nothing usable is in it. */
export function verificationKeyOf(mode: VerificationMode, secret: string): KeyObject | null {
  return SCHEMES[mode].keyOf(secret);
}
