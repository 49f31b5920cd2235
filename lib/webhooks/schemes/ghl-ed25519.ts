import "server-only";
import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { getEnv } from "@/lib/core/env";
import type { Scheme } from "./scheme";

const SIGNATURE = /^[A-Za-z0-9+/]{86}==$/;

let parsed: { pem: string; key: KeyObject } | undefined;

/** The key that HighLevel signs every app's webhooks with (GHL_WEBHOOK_PUBLIC_KEY, the vendor's own by default). */
function ghlPublicKey(): KeyObject {
  const pem = getEnv().GHL_WEBHOOK_PUBLIC_KEY;
  if (parsed?.pem !== pem) parsed = { pem, key: createPublicKey(pem) };
  return parsed.key;
}

/**
 * HighLevel's `X-GHL-Signature`: base64 Ed25519 over the body, with one key for all of its customers. So it proves that
 * HighLevel sent the body and not for whom: the body's `locationId` must be the firm's. Its older RSA header was withdrawn on
 * 2026-09-01 and is not accepted, nor is the literal `N/A`.
 */
export const ghlEd25519: Scheme = {
  keyOf: () => ghlPublicKey(),
  check: ({ bytes, headers }, keys) => {
    const signature = headers.get("x-ghl-signature");
    if (!signature) {
      return { ok: false, reason: "no_signature", facts: { hasOldSignature: headers.get("x-wh-signature") !== null } };
    }
    if (!SIGNATURE.test(signature)) return { ok: false, reason: "bad_signature" };
    const given = Buffer.from(signature, "base64");
    const key = keys.find((each) => verify(null, bytes, each.key, given));
    return key ? { ok: true, key, messageId: null } : { ok: false, reason: "bad_signature" };
  },
};
