import "server-only";
import { matchToken } from "./match-token";
import type { Scheme } from "./scheme";
import { textKey } from "./secret-key";

/** VAPI names its older header itself; to any other sender the firm gives ours. */
const HEADER: Record<string, string> = { vapi: "x-vapi-secret" };
const OURS = "x-docketline-secret";

/** A literal secret in a header of its own, no signature. Proves the sender, not the body. */
export const secretHeader: Scheme = {
  keyOf: textKey,
  check: ({ headers, provider }, keys) => {
    const header = headers.get(HEADER[provider] ?? OURS);
    return header ? matchToken(header, keys) : { ok: false, reason: "no_signature" };
  },
};

/** `x-make-apikey: <secret>`, the form in which Make's modules send a webhook's key. */
export const makeApiKey: Scheme = {
  keyOf: textKey,
  check: ({ headers }, keys) => {
    const header = headers.get("x-make-apikey");
    return header ? matchToken(header, keys) : { ok: false, reason: "no_signature" };
  },
};
