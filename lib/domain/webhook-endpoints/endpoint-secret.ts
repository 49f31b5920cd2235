import "server-only";
import { randomBytes } from "node:crypto";
import type { VERIFICATION_MODES } from "@/db/schema/webhook-endpoints";
import { sha256 } from "@/lib/core/sha256";

export type EndpointMode = (typeof VERIFICATION_MODES)[number];

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
 * VAPI's HMAC credential wants the part behind `whsec_` with `secretIsBase64`), else base64url.
 */
export function mintEndpointSecret(mode: EndpointMode): string {
  const bytes = randomBytes(SECRET_BYTES);
  return mode === "standard-webhooks" ? `whsec_${bytes.toString("base64")}` : bytes.toString("base64url");
}

/** The path under which the door of `provider` with this token stands; the origin is the deployment's APP_URL. */
export function endpointPath(provider: string, token: string): string {
  return `/api/webhooks/${provider}/${token}`;
}
