import "server-only";
import { findHmacKey } from "./find-hmac-key";
import type { Match, Scheme, SignedRequest, VerificationKey } from "./scheme";
import { textKey } from "./secret-key";

const HEX_SHA256 = /^[0-9a-f]{64}$/;

/**
 * Hex HMAC-SHA256 over the body alone, in `x-hub-signature-256: sha256=<hex>` (WebSub 5.1, as GitHub writes it). It bears no
 * time, so a repeat is known only by the event's identity (WH-05).
 */
export const bodyHmac: Scheme = {
  keyOf: textKey,
  check: (request, keys) =>
    checkHex(request, keys, request.headers.get("x-hub-signature-256")?.replace(/^sha256=/, "")),
};

/** Clio Manage: `X-Hook-Signature`, lower-case hex HMAC-SHA256 over the body with the webhook's shared secret. */
export const clioHmac: Scheme = {
  keyOf: textKey,
  check: (request, keys) => checkHex(request, keys, request.headers.get("x-hook-signature")),
};

function checkHex(
  { bytes }: SignedRequest,
  keys: readonly VerificationKey[],
  signature: string | null | undefined,
): Match {
  if (!signature) return { ok: false, reason: "no_signature" };
  if (!HEX_SHA256.test(signature)) return { ok: false, reason: "bad_signature" };
  const key = findHmacKey(keys, [bytes], [Buffer.from(signature, "hex")]);
  return key ? { ok: true, key, messageId: null } : { ok: false, reason: "bad_signature" };
}
