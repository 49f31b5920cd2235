import "server-only";
import { getEnv } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import type { TenantId } from "@/lib/core/principal";
import type { FloodGuard } from "./flood-guard";
import { cachedEndpoint, type Endpoint, endpointKey, isKnownEndpoint, loadEndpoint, mayReload } from "./load-endpoint";
import { noteRefusal } from "./note-refusal";
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
  /** Whose endpoint it came through; null at the platform's own door, where the call token names the firm. */
  owner: { tenantId: TenantId; endpointId: string } | null;
};

const PLATFORM_MODE = "standard-webhooks";

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
  if (request.endpointToken === null) return verifyPlatformDelivery(request, bytes, guard);
  const { headers, now, requestId } = request;
  const key = doorKey(request);
  const load = { provider: request.provider.name, token: request.endpointToken, requestId, now };
  const cached = cachedEndpoint(key, now);
  if (!cached && !isKnownEndpoint(key) && !guard.lookup.take(request.remoteAddress, now)) {
    return { kind: "rate_limited", retryAfterSeconds: guard.lookup.retryAfterSeconds(request.remoteAddress, now) };
  }
  let endpoint: Endpoint = cached ?? (await loadEndpoint(load));
  if (endpoint.kind === "unknown") return { kind: "unknown_endpoint" };
  if (endpoint.kind === "gone") return { kind: "gone" };
  let verdict = verifySignature(endpoint.mode, { bytes, headers, now }, endpoint.keys);
  if (!verdict.ok && isWorthReload(verdict.reason) && cached && mayReload(key, now)) {
    endpoint = await loadEndpoint(load);
    if (endpoint.kind !== "open") return { kind: "unknown_endpoint" };
    verdict = verifySignature(endpoint.mode, { bytes, headers, now }, endpoint.keys);
  }
  const { tenantId, endpointId, mode } = endpoint;
  if (verdict.ok) return verified(verdict, mode, { tenantId, endpointId });
  const provider = request.provider.name;
  await noteRefusal({ tenantId, endpointId, provider, reason: verdict.reason, requestId, now }, guard);
  return refuse(key, now, guard);
}

async function verifyPlatformDelivery(
  request: WebhookRequest,
  bytes: Buffer,
  guard: FloodGuard,
): Promise<VerifiedDelivery | WebhookOutcome> {
  const secret = getEnv().VAPI_PLATFORM_WEBHOOK_SECRET;
  const key = secret === undefined ? null : verificationKeyOf(PLATFORM_MODE, secret);
  if (key === null || request.provider.name !== "vapi") return { kind: "unknown_endpoint" };
  const { headers, now } = request;
  const keys = [{ label: "platform", key, usableUntil: null }] as const;
  const verdict = verifySignature(PLATFORM_MODE, { bytes, headers, now }, keys);
  if (verdict.ok) return verified(verdict, PLATFORM_MODE, null);
  const refusal = refuse(doorKey(request), now, guard);
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
  return { kind: "verified", body: verdict.body, mode, verifiedWith: verdict.verifiedWith, owner };
}

/** In a flood a refusal becomes "come back later"; a genuine delivery is never refused here, because it verifies. */
function refuse(key: string, now: Date, guard: FloodGuard): WebhookOutcome {
  if (guard.refusal.take(key, now)) return { kind: "unauthenticated" };
  return { kind: "rate_limited", retryAfterSeconds: guard.refusal.retryAfterSeconds(key, now) };
}
