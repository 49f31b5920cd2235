import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { findHmacKey } from "./find-hmac-key";
import type { Scheme, SignedRequest } from "./scheme";
import { textKey } from "./secret-key";

const SIGNATURE = /^[A-Za-z0-9+/]{27}=$/;
const FORM = "application/x-www-form-urlencoded";

/**
 * Twilio's `X-Twilio-Signature` (twilio 6.2.0, lib/webhooks/webhooks.js): base64 HMAC-SHA1 with the account's auth token over
 * the URL and, for a form, every parameter name with its values, sorted. For JSON the URL bears `bodySHA256`, which must be
 * the body's. Twilio may sign the URL with or without the default port. There is no time in it.
 */
export const twilioSignature: Scheme = {
  keyOf: textKey,
  check: (request, keys) => {
    const signature = request.headers.get("x-twilio-signature");
    if (!signature) return { ok: false, reason: "no_signature" };
    if (!SIGNATURE.test(signature)) return { ok: false, reason: "bad_signature" };
    const isForm = (request.headers.get("content-type") ?? "").toLowerCase().startsWith(FORM);
    const parameters = isForm ? sortedParameters(request.bytes) : "";
    if (!isForm && !isBodyNamed(request)) {
      return { ok: false, reason: "bad_signature", facts: { hasBodyHash: request.url.includes("bodySHA256=") } };
    }
    const given = [Buffer.from(signature, "base64")];
    for (const url of urlForms(request.url)) {
      const key = findHmacKey(keys, [url, parameters], given, "sha1");
      if (key) return { ok: true, key, messageId: null };
    }
    return { ok: false, reason: "bad_signature", facts: { isForm } };
  },
};

/** Names in UTF-16 order; the values of a repeated name once each, in the same order. */
function sortedParameters(bytes: Buffer): string {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of new URLSearchParams(bytes.toString("utf8"))) {
    values.set(name, (values.get(name) ?? new Set()).add(value));
  }
  const names = [...values.keys()].toSorted(byCodeUnit);
  return names
    .map((name) =>
      [...(values.get(name) ?? [])]
        .toSorted(byCodeUnit)
        .map((value) => name + value)
        .join(""),
    )
    .join("");
}

function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function isBodyNamed({ bytes, url }: SignedRequest): boolean {
  const named = /[?&]bodySHA256=([0-9a-fA-F]{64})(?:&|$)/.exec(url)?.[1];
  if (named === undefined) return false;
  return timingSafeEqual(createHash("sha256").update(bytes).digest(), Buffer.from(named, "hex"));
}

function urlForms(url: string): string[] {
  const parts = /^(https?):\/\/([^/?#]+)(.*)$/.exec(url);
  if (!parts) return [url];
  const [, scheme = "", authority = "", rest = ""] = parts;
  const port = scheme === "https" ? "443" : "80";
  const host = authority.replace(/:\d+$/, "");
  const withPort = authority === host ? `${host}:${port}` : authority;
  return [...new Set([url, `${scheme}://${withPort}${rest}`, `${scheme}://${host}${rest}`])];
}
