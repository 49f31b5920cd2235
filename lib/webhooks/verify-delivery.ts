import "server-only";
import { getEnv } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { secretsEqual } from "@/lib/core/sha256";
import type { FloodGuard } from "./flood-guard";
import {
  cachedEndpoint,
  type Endpoint,
  endpointKey,
  isKnownEndpoint,
  loadEndpoint,
  mayReload,
  type OpenEndpoint,
} from "./load-endpoint";
import { noteRefusal } from "./note-refusal";
import type { SignedRequest } from "./schemes/scheme";
import {
  type Verdict,
  type VerificationMode,
  type VerifiedBody,
  verificationKeyOf,
  verifySignature,
} from "./verify-signature";
import type { WebhookOutcome } from "./webhook-outcome";
import type { WebhookRequest } from "./webhook-request";

export type VerifiedDelivery = {
  kind: "verified";
  body: VerifiedBody;
  mode: VerificationMode;
  verifiedWith: "current" | "previous" | "platform";
  messageId: string | null;
  /** Whose endpoint it came through; null at the platform's own door, where the event names the firm. */
  owner: OpenEndpoint | null;
};

/** The key under which a request's door is limited. */
export function doorKey(request: WebhookRequest): string {
  const { provider, endpointToken } = request;
  return endpointToken === null ? `${provider.name}:platform` : endpointKey(provider.name, endpointToken);
}

/** Finds the secret that belongs to the request's door and checks the proof over `bytes` with it. */
export async function verifyDelivery(
  request: WebhookRequest,
  bytes: Buffer,
  guard: FloodGuard,
): Promise<VerifiedDelivery | WebhookOutcome> {
  const { endpointToken: token, headers, now, requestId, remoteAddress } = request;
  const provider = request.provider.name;
  const signed = { bytes, headers, url: `${getEnv().APP_URL.replace(/\/$/, "")}${request.path}`, provider, now };
  if (token === null) return verifyPlatformDelivery(request, signed, guard);
  const key = doorKey(request);
  const load = { provider, token, requestId, now };
  const cached = cachedEndpoint(key, now);
  if (!cached && !isKnownEndpoint(key) && !guard.lookup.take(remoteAddress, now)) {
    return { kind: "rate_limited", retryAfterSeconds: guard.lookup.retryAfterSeconds(remoteAddress, now) };
  }
  let endpoint: Endpoint = cached ?? (await loadEndpoint(load));
  if (endpoint.kind !== "open") return closed(request, endpoint, guard);
  const handshake = shakeHands(request, endpoint);
  if (handshake) return handshake;
  let verdict = verifySignature(endpoint.mode, signed, endpoint.keys);
  if (!verdict.ok && isWorthReload(verdict.reason) && cached && mayReload(key, now)) {
    endpoint = await loadEndpoint(load);
    if (endpoint.kind !== "open") return closed(request, endpoint, guard);
    verdict = verifySignature(endpoint.mode, signed, endpoint.keys);
  }
  if (verdict.ok) return verified(verdict, endpoint.mode, endpoint);
  const facts = { ...verdict.facts, expected: endpoint.mode, bodyBytes: bytes.length };
  await noteRefusal(request, { ...endpoint, reason: verdict.reason, facts }, guard);
  return refuse(key, now, guard);
}

/** A door that is not open: the answer tells nothing, and a firm that owns what was meant is told why. */
async function closed(
  request: WebhookRequest,
  endpoint: Exclude<Endpoint, OpenEndpoint>,
  guard: FloodGuard,
): Promise<WebhookOutcome> {
  if (endpoint.kind === "gone") return { kind: "gone" };
  if (endpoint.meant) await noteRefusal(request, { ...endpoint.meant, facts: {} }, guard);
  return { kind: "unknown_endpoint" };
}

/** Clio asks whether the door holds the webhook's shared secret; only one who knows it is answered. */
function shakeHands({ provider, headers, now }: WebhookRequest, endpoint: OpenEndpoint): WebhookOutcome | null {
  const header = provider.handshakeHeader;
  const value = header === null ? null : headers.get(header);
  if (header === null || value === null) return null;
  const usable = endpoint.keys.filter((each) => each.usableUntil === null || now < each.usableUntil);
  if (!usable.some((each) => secretsEqual(value, each.key.export()))) return null;
  return { kind: "handshake", header, value };
}

async function verifyPlatformDelivery(
  request: WebhookRequest,
  signed: SignedRequest,
  guard: FloodGuard,
): Promise<VerifiedDelivery | WebhookOutcome> {
  const door = request.provider.platformDoor;
  const secret = door?.secret();
  const key = door === null || secret === undefined ? null : verificationKeyOf(door.mode, secret);
  if (door === null || key === null) return { kind: "unknown_endpoint" };
  const verdict = verifySignature(door.mode, signed, [{ label: "platform", key, usableUntil: null }]);
  if (verdict.ok) return verified(verdict, door.mode, null);
  const refusal = refuse(doorKey(request), request.now, guard);
  const { requestId } = request;
  if (refusal.kind === "unauthenticated") log("warn", "platform webhook refused", { code: verdict.reason, requestId });
  return refusal;
}

function isWorthReload(reason: Extract<Verdict, { ok: false }>["reason"]): boolean {
  return reason === "bad_signature" || reason === "no_secret";
}

function verified(
  verdict: Extract<Verdict, { ok: true }>,
  mode: VerificationMode,
  owner: VerifiedDelivery["owner"],
): VerifiedDelivery {
  const { body, verifiedWith, messageId } = verdict;
  return { kind: "verified", body, mode, verifiedWith, messageId, owner };
}

/** In a flood a refusal becomes "come back later"; a genuine delivery is never refused here, because it verifies. */
function refuse(key: string, now: Date, guard: FloodGuard): WebhookOutcome {
  if (guard.refusal.take(key, now)) return { kind: "unauthenticated" };
  return { kind: "rate_limited", retryAfterSeconds: guard.refusal.retryAfterSeconds(key, now) };
}
