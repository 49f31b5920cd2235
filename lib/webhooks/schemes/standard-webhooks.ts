import "server-only";
import { findHmacKey } from "./find-hmac-key";
import { staleness } from "./freshness";
import type { Scheme } from "./scheme";
import { bytesKey } from "./secret-key";

const MESSAGE_ID = /^[\w:/+=~@|-]{1,256}$/;
const SECONDS = /^\d{10}$/;
const SIGNATURE = /^v\w{1,4},[A-Za-z0-9+/_-]{1,200}={0,2}$/;
const V1_SIGNATURE = /^v1,([A-Za-z0-9+/]{43}=)$/;
const MAX_SIGNATURES = 16;

/**
 * Standard Webhooks 1.0.0: HMAC-SHA256 over `id.timestamp.body`, base64, several signatures in one header. The secret is
 * `whsec_` and base64.
 */
export const standardWebhooks: Scheme = {
  keyOf: (secret) => bytesKey(Buffer.from(secret.replace(/^whsec_/, ""), "base64")),
  check: ({ bytes, headers, now }, keys) => {
    const id = headers.get("webhook-id");
    const timestamp = headers.get("webhook-timestamp");
    const list = headers.get("webhook-signature");
    if (!id || !timestamp || !list) {
      return {
        ok: false,
        reason: "no_signature",
        facts: { hasId: Boolean(id), hasTimestamp: Boolean(timestamp), hasSignature: Boolean(list) },
      };
    }
    // A dot in the id or junk behind the digits would shift what is signed; a header sent twice arrives joined by a comma.
    const signatures = list.split(" ");
    const isListed = signatures.length <= MAX_SIGNATURES && signatures.every((each) => SIGNATURE.test(each));
    if (!MESSAGE_ID.test(id) || !SECONDS.test(timestamp) || !isListed) return { ok: false, reason: "bad_signature" };
    const given = signatures.flatMap((each) => {
      const encoded = V1_SIGNATURE.exec(each)?.[1];
      return encoded === undefined ? [] : [Buffer.from(encoded, "base64")];
    });
    const key = findHmacKey(keys, [`${id}.${timestamp}.`, bytes], given);
    if (!key) return { ok: false, reason: "bad_signature" };
    return staleness(Number(timestamp), now) ?? { ok: true, key, messageId: id };
  },
};
