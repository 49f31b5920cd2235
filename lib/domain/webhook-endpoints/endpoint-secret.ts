import "server-only";
import { randomBytes } from "node:crypto";
import { sha256 } from "@/lib/core/sha256";
import { fingerprintOf } from "@/lib/vault/fingerprint-of";
import { type EndpointMode, secretSourceOf } from "./provider-modes.schema";

const TOKEN_BYTES = 24;
const SECRET_BYTES = 32;

/** What the path of an endpoint may look like; anything else is unknown without a look-up. */
export const ENDPOINT_TOKEN_PATTERN = /^[A-Za-z0-9_-]{32}$/;

/** The unguessable last segment of an endpoint's URL: 192 random bits as base64url, stored as SHA-256. */
export function mintEndpointToken(): { token: string; hash: Buffer } {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  return { token, hash: hashEndpointToken(token) };
}

/** SHA-256 of a token as `webhook_endpoints.token_hash` keeps it: 32 bytes. */
export function hashEndpointToken(token: string): Buffer {
  return sha256(token);
}

/**
 * A new secret of 32 random bytes in the form that the mode's senders take: `whsec_<base64>` (Standard Webhooks 1.0.0;
 * VAPI's HMAC credential wants the part behind `whsec_` with `secretIsBase64`), `user:password` (RFC 7617), else base64url
 * of 43 characters, which is long enough for a JWT key (RFC 7518 3.2).
 */
function mintEndpointSecret(mode: EndpointMode): string {
  const bytes = randomBytes(SECRET_BYTES);
  if (mode === "standard-webhooks") return `whsec_${bytes.toString("base64")}`;
  const text = bytes.toString("base64url");
  return mode === "basic" ? `docketline:${text}` : text;
}

/**
 * What is sealed for an endpoint, and what is shown of it. Where the provider shares no secret, or the firm does not have it
 * yet, random bytes that nobody learns are sealed, so that the door is shut rather than open by an empty key; the fingerprint
 * is empty then, which says so.
 */
export function chooseSecret(mode: EndpointMode, typed: string | null | undefined): ChosenSecret {
  if (typed) return { secret: typed, fingerprint: fingerprintOf(typed) };
  const secret = mintEndpointSecret(mode);
  return { secret, fingerprint: secretSourceOf(mode) === "minted" ? fingerprintOf(secret) : "" };
}

type ChosenSecret = { secret: string; fingerprint: string };

/** The path under which the door of `provider` with this token stands; the origin is the deployment's APP_URL. */
export function endpointPath(provider: string, token: string): string {
  return `/api/webhooks/${provider}/${token}`;
}
