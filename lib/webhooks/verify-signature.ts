import "server-only";
import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";
import type { VERIFICATION_MODES } from "@/db/schema/webhook-endpoints";
import { secretsEqual } from "@/lib/core/sha256";

declare const verified: unique symbol;

/** Raw bytes whose proof held. Only verifySignature makes one, so nothing is parsed before it is verified. */
export type VerifiedBody = Buffer & { readonly [verified]: true };

export type VerificationMode = (typeof VERIFICATION_MODES)[number];

export type VerificationKey = {
  label: "current" | "previous" | "platform";
  /** The secret as it is compared: HMAC key bytes, or the token itself. */
  key: KeyObject;
  /** Exclusive; null while it is in force. */
  usableUntil: Date | null;
};

export type RefusedProof = "no_secret" | "no_signature" | "bad_signature" | "stale";

export type Verdict =
  | { ok: true; body: VerifiedBody; verifiedWith: VerificationKey["label"]; messageId: string | null }
  | { ok: false; reason: RefusedProof };

type Delivery = { bytes: Buffer; headers: Headers; now: Date };
type Check = (delivery: Delivery, keys: readonly VerificationKey[]) => Verdict;

const TOLERANCE_SECONDS = 300;
const MESSAGE_ID = /^[\w:/+=~@|-]{1,256}$/;
const SECONDS = /^\d{10}$/;
const SECONDS_OR_MILLISECONDS = /^\d{10}(?:\d{3})?$/;
const SIGNATURE = /^v\w{1,4},[A-Za-z0-9+/_-]{1,200}={0,2}$/;
const V1_SIGNATURE = /^v1,([A-Za-z0-9+/]{43}=)$/;
const MAX_SIGNATURES = 16;
const HEX_SHA256 = /^[0-9a-f]{64}$/;

const CHECKS: Record<VerificationMode, Check> = {
  "standard-webhooks": checkStandardWebhooks,
  "vapi-hmac": checkVapiHmac,
  bearer: checkBearer,
  "secret-header": checkSecretHeader,
};

/**
 * Checks a delivery's proof against every key that is usable at `now`, in the one mode that the endpoint has: a proof
 * of another mode is no proof. Refuses when there is no key. Pure, and constant in time over the secret.
 */
export function verifySignature(mode: VerificationMode, delivery: Delivery, keys: readonly VerificationKey[]): Verdict {
  const usable = keys.filter((each) => each.usableUntil === null || delivery.now < each.usableUntil);
  if (usable.length === 0) return { ok: false, reason: "no_secret" };
  return CHECKS[mode](delivery, usable);
}

/**
 * A stored secret as key material: the decoded bytes of `whsec_…` (Standard Webhooks 1.0.0), the text itself in the
 * other modes. Null when nothing usable is in it.
 */
export function verificationKeyOf(mode: VerificationMode, secret: string): KeyObject | null {
  const bytes =
    mode === "standard-webhooks" ? Buffer.from(secret.replace(/^whsec_/, ""), "base64") : Buffer.from(secret, "utf8");
  return bytes.length < 16 ? null : createSecretKey(bytes);
}

/** Standard Webhooks 1.0.0: HMAC-SHA256 over `id.timestamp.body`, base64, several signatures in one header. */
function checkStandardWebhooks({ bytes, headers, now }: Delivery, keys: readonly VerificationKey[]): Verdict {
  const id = headers.get("webhook-id");
  const timestamp = headers.get("webhook-timestamp");
  const list = headers.get("webhook-signature");
  if (!id || !timestamp || !list) return { ok: false, reason: "no_signature" };
  // A dot in the id or junk behind the digits would shift what is signed; a header sent twice arrives joined by a comma.
  const signatures = list.split(" ");
  const isListed = signatures.length <= MAX_SIGNATURES && signatures.every((each) => SIGNATURE.test(each));
  if (!MESSAGE_ID.test(id) || !SECONDS.test(timestamp) || !isListed) return { ok: false, reason: "bad_signature" };
  const given = signatures.flatMap((each) => {
    const encoded = V1_SIGNATURE.exec(each)?.[1];
    return encoded === undefined ? [] : [Buffer.from(encoded, "base64")];
  });
  const match = findKey(keys, [`${id}.${timestamp}.`, bytes], given);
  if (!match) return { ok: false, reason: "bad_signature" };
  if (!isFresh(Number(timestamp), now)) return { ok: false, reason: "stale" };
  return accept(bytes, match, id);
}

/**
 * VAPI's HMAC credential with its defaults (`HMACAuthenticationPlan` of @vapi-ai/server-sdk 2.0.1): hex HMAC-SHA256
 * over `{timestamp}.{body}` in `x-signature`. Whether `x-timestamp` is in seconds or milliseconds is not documented.
 */
function checkVapiHmac({ bytes, headers, now }: Delivery, keys: readonly VerificationKey[]): Verdict {
  const signature = headers.get("x-signature");
  const timestamp = headers.get("x-timestamp");
  if (!signature || !timestamp) return { ok: false, reason: "no_signature" };
  if (!HEX_SHA256.test(signature) || !SECONDS_OR_MILLISECONDS.test(timestamp)) {
    return { ok: false, reason: "bad_signature" };
  }
  const match = findKey(keys, [`${timestamp}.`, bytes], [Buffer.from(signature, "hex")]);
  if (!match) return { ok: false, reason: "bad_signature" };
  const seconds = timestamp.length === 10 ? Number(timestamp) : Math.floor(Number(timestamp) / 1_000);
  if (!isFresh(seconds, now)) return { ok: false, reason: "stale" };
  return accept(bytes, match, null);
}

/** `Authorization: Bearer <secret>` (RFC 6750); proves the sender, not the body. */
function checkBearer({ bytes, headers }: Delivery, keys: readonly VerificationKey[]): Verdict {
  const header = headers.get("authorization");
  if (!header) return { ok: false, reason: "no_signature" };
  const match = /^Bearer (\S+)$/i.exec(header);
  return checkToken(bytes, match?.[1], keys);
}

/** `X-Vapi-Secret: <secret>`, VAPI's older form: a literal secret, no signature. Proves the sender, not the body. */
function checkSecretHeader({ bytes, headers }: Delivery, keys: readonly VerificationKey[]): Verdict {
  const header = headers.get("x-vapi-secret");
  if (!header) return { ok: false, reason: "no_signature" };
  return checkToken(bytes, header, keys);
}

function checkToken(bytes: Buffer, given: string | undefined, keys: readonly VerificationKey[]): Verdict {
  const match = given === undefined ? undefined : keys.find((each) => secretsEqual(given, each.key.export()));
  return match ? accept(bytes, match, null) : { ok: false, reason: "bad_signature" };
}

function findKey(
  keys: readonly VerificationKey[],
  content: readonly [string, Buffer],
  given: readonly Buffer[],
): VerificationKey | undefined {
  return keys.find((each) => {
    const expected = createHmac("sha256", each.key).update(content[0]).update(content[1]).digest();
    return given.some((digest) => digest.length === expected.length && timingSafeEqual(digest, expected));
  });
}

function isFresh(timestampSeconds: number, now: Date): boolean {
  return Math.abs(Math.floor(now.getTime() / 1_000) - timestampSeconds) <= TOLERANCE_SECONDS;
}

// The only place that blesses bytes: each caller has just matched their proof.
function accept(bytes: Buffer, key: VerificationKey, messageId: string | null): Verdict {
  return { ok: true, body: bytes as VerifiedBody, verifiedWith: key.label, messageId };
}
