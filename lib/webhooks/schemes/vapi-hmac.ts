import "server-only";
import { findHmacKey } from "./find-hmac-key";
import { staleness } from "./freshness";
import type { Scheme } from "./scheme";
import { textKey } from "./secret-key";

const SECONDS_OR_MILLISECONDS = /^\d{10}(?:\d{3})?$/;
const HEX_SHA256 = /^[0-9a-f]{64}$/;

/**
 * VAPI's HMAC credential with its defaults (`HMACAuthenticationPlan` of @vapi-ai/server-sdk 2.0.1): hex HMAC-SHA256
 * over `{timestamp}.{body}` in `x-signature`. Whether `x-timestamp` is in seconds or milliseconds is not documented.
 */
export const vapiHmac: Scheme = {
  keyOf: textKey,
  check: ({ bytes, headers, now }, keys) => {
    const signature = headers.get("x-signature");
    const timestamp = headers.get("x-timestamp");
    if (!signature || !timestamp) return { ok: false, reason: "no_signature" };
    if (!HEX_SHA256.test(signature) || !SECONDS_OR_MILLISECONDS.test(timestamp)) {
      return { ok: false, reason: "bad_signature" };
    }
    const key = findHmacKey(keys, [`${timestamp}.`, bytes], [Buffer.from(signature, "hex")]);
    if (!key) return { ok: false, reason: "bad_signature" };
    const seconds = timestamp.length === 10 ? Number(timestamp) : Math.floor(Number(timestamp) / 1_000);
    return staleness(seconds, now) ?? { ok: true, key, messageId: null };
  },
};
