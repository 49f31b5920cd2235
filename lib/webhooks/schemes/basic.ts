import "server-only";
import { matchToken } from "./match-token";
import type { Scheme } from "./scheme";
import { textKey } from "./secret-key";

/** `Authorization: Basic base64(<user:password>)` (RFC 7617); the secret is `user:password`. Proves the sender, not the body. */
export const basic: Scheme = {
  keyOf: (secret) => (secret.includes(":") ? textKey(secret) : null),
  check: ({ headers }, keys) => {
    const header = headers.get("authorization");
    if (!header) return { ok: false, reason: "no_signature" };
    const encoded = /^Basic ([A-Za-z0-9+/]{1,1024}={0,2})$/i.exec(header)?.[1];
    return matchToken(encoded === undefined ? undefined : Buffer.from(encoded, "base64").toString("utf8"), keys);
  },
};
