import "server-only";
import { createHmac } from "node:crypto";
import { z } from "zod";
import { secretsEqual } from "@/lib/core/sha256";
import { findHmacKey } from "./find-hmac-key";
import type { Match, Scheme, SignedRequest, VerificationKey } from "./scheme";
import { textKey } from "./secret-key";

const TOKEN = /^Bearer ([A-Za-z0-9_-]{2,256})\.([A-Za-z0-9_-]{2,1024})\.([A-Za-z0-9_-]{43})$/i;
/** Evolution mints the token once for an event and sends it again with each try, for about twenty minutes. */
const LEEWAY_SECONDS = 1_800;
const FUTURE_SECONDS = 60;
const LEAST_KEY_BYTES = 32;
const HEADER_LABEL = "docketline webhook header";

const header = z.object({ alg: z.literal("HS256") });
const claims = z.object({
  iat: z.int(),
  exp: z.int(),
  app: z.literal("evolution"),
  action: z.literal("webhook"),
});

/**
 * The JWT that Evolution API 2.3 makes of `jwt_key` (webhook.controller.ts): HS256 over iat, exp, app and action. It is not
 * bound to the body, so it proves the sender and about when.
 */
export const evolutionJwt: Scheme = { keyOf, check: checkJwt };

/** The same, and a static header beside it, whose value is derived from the secret. */
export const evolutionJwtHeader: Scheme = {
  keyOf,
  check: (request, keys) => {
    const match = checkJwt(request, keys);
    if (!match.ok) return match;
    const given = request.headers.get("x-docketline-secret");
    if (!given) return { ok: false, reason: "no_signature", facts: { hasHeader: false } };
    const expected = createHmac("sha256", match.key.key).update(HEADER_LABEL).digest("base64url");
    return secretsEqual(given, expected) ? match : { ok: false, reason: "bad_signature" };
  },
};

function keyOf(secret: string) {
  return Buffer.byteLength(secret) < LEAST_KEY_BYTES ? null : textKey(secret);
}

function checkJwt({ headers, now }: SignedRequest, keys: readonly VerificationKey[]): Match {
  const authorization = headers.get("authorization");
  if (!authorization) return { ok: false, reason: "no_signature" };
  const [, head = "", body = "", signature = ""] = TOKEN.exec(authorization) ?? [];
  const key = findHmacKey(keys, [`${head}.${body}`], [Buffer.from(signature, "base64url")]);
  if (!key || !header.safeParse(decode(head)).success) return { ok: false, reason: "bad_signature" };
  const claim = claims.safeParse(decode(body));
  if (!claim.success) return { ok: false, reason: "bad_signature" };
  const seconds = Math.floor(now.getTime() / 1_000);
  const { iat, exp } = claim.data;
  if (iat > seconds + FUTURE_SECONDS) return { ok: false, reason: "stale", facts: { skewSeconds: iat - seconds } };
  if (exp + LEEWAY_SECONDS < seconds) return { ok: false, reason: "stale", facts: { skewSeconds: exp - seconds } };
  return { ok: true, key, messageId: null };
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
