import "server-only";
import { matchToken } from "./match-token";
import type { Scheme } from "./scheme";
import { textKey } from "./secret-key";

/** `Authorization: Bearer <secret>` (RFC 6750); proves the sender, not the body. */
export const bearer: Scheme = {
  keyOf: textKey,
  check: ({ headers }, keys) => {
    const header = headers.get("authorization");
    if (!header) return { ok: false, reason: "no_signature" };
    return matchToken(/^Bearer (\S+)$/i.exec(header)?.[1], keys);
  },
};
