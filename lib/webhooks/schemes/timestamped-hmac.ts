import "server-only";
import { findHmacKey } from "./find-hmac-key";
import { staleness } from "./freshness";
import type { Scheme } from "./scheme";
import { textKey } from "./secret-key";

const TIMESTAMP = /^t=(\d{10})$/;
const V1 = /^v1=([0-9a-f]{64})$/;
const OTHER = /^v\d{1,3}=[0-9A-Za-z+/=_-]{1,200}$/;
const MAX_PARTS = 17;

/**
 * Stripe's form, which texting platforms took over (docs.surge.app, signature validation): `t=<unix s>,v1=<hex>[,v1=…]` in
 * `x-webhook-signature`, HMAC-SHA256 over `t.body`, any `v1` may match while the secret is rolled, other versions are ignored.
 */
export const timestampedHmac: Scheme = {
  keyOf: textKey,
  check: ({ bytes, headers, now }, keys) => {
    const header = headers.get("x-webhook-signature");
    if (!header) return { ok: false, reason: "no_signature" };
    const [first = "", ...rest] = header.split(",").map((part) => part.trim());
    const timestamp = TIMESTAMP.exec(first)?.[1];
    const isListed = rest.length > 0 && rest.length < MAX_PARTS && rest.every((part) => OTHER.test(part));
    if (timestamp === undefined || !isListed) return { ok: false, reason: "bad_signature" };
    const given = rest.flatMap((part) => {
      const hex = V1.exec(part)?.[1];
      return hex === undefined ? [] : [Buffer.from(hex, "hex")];
    });
    const key = findHmacKey(keys, [`${timestamp}.`, bytes], given);
    if (!key) return { ok: false, reason: "bad_signature" };
    return staleness(Number(timestamp), now) ?? { ok: true, key, messageId: null };
  },
};
