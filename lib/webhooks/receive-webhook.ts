import "server-only";
import { toAppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { sha256 } from "@/lib/core/sha256";
import { checkTransport } from "./check-transport";
import { type FloodGuard, processFloodGuard } from "./flood-guard";
import { loadEndpoint, mayReload } from "./load-endpoint";
import { noteRefusal } from "./note-refusal";
import { parseBody } from "./parse-body";
import type { OpenedEvent } from "./provider";
import { readCappedBody } from "./read-capped-body";
import { storeDelivery } from "./store-delivery";
import { doorKey, type VerifiedDelivery, verifyDelivery } from "./verify-delivery";
import type { WebhookOutcome } from "./webhook-outcome";
import type { WebhookRequest } from "./webhook-request";

// What this file promises, in this order and for every sender: no work before the limit, no more bytes than allowed, no
// parsing before the proof held over the raw bytes, no acceptance before the event and its job are committed together.
// Moving a step up trades one of these away.

/** Takes one delivery. It never throws: what goes wrong on our side is `unavailable`, and the sender tries again. */
export async function receiveWebhook(
  request: WebhookRequest,
  guard: FloodGuard = processFloodGuard(),
): Promise<WebhookOutcome> {
  try {
    return await receive(request, guard);
  } catch (error) {
    const { code, cause } = toAppError(error);
    log("error", "webhook not taken", {
      provider: request.provider.name,
      requestId: request.requestId,
      code,
      ...(cause instanceof Error ? { errorName: cause.name } : {}),
    });
    return { kind: "unavailable" };
  }
}

async function receive(request: WebhookRequest, guard: FloodGuard): Promise<WebhookOutcome> {
  const { provider, headers, now } = request;
  const refusal = checkTransport(request);
  if (refusal) return refusal;
  const key = doorKey(request);
  if (!guard.delivery.has(key, now)) {
    return { kind: "rate_limited", retryAfterSeconds: guard.delivery.retryAfterSeconds(key, now) };
  }
  const limit = { maxBytes: provider.maxBytes, contentLength: headers.get("content-length") };
  const body = await readCappedBody(request.body, limit);
  if (!body.ok) return { kind: body.reason === "too_large" ? "too_large" : "malformed" };
  const delivery = await verifyDelivery(request, body.bytes, guard);
  if (delivery.kind !== "verified") return delivery;
  guard.delivery.take(key, now);
  const json = parseBody(delivery.body, headers);
  if (!json.ok) return malformed(request, delivery, json.reason, guard);
  const bodyHash = () => sha256(delivery.body).toString("hex");
  const query = new URLSearchParams(/\?(.*)$/s.exec(request.path)?.[1]);
  const open = ({ owner, messageId }: VerifiedDelivery) => {
    const account = owner?.account ?? null;
    return provider.open(json.value, { headers, query, receivedAt: now, account, messageId, bodyHash });
  };
  const event = open(delivery);
  if (event === null) return malformed(request, delivery, "shape", guard);
  const fresh = isForeign(event) ? await withFreshAccount(request, delivery) : null;
  const current = fresh ? { delivery: fresh, event: open(fresh) ?? event } : { delivery, event };
  return acknowledged(await storeDelivery({ request, guard, ...current }), request);
}

function isForeign({ binding }: OpenedEvent): boolean {
  return typeof binding !== "function" && binding.kind === "refused";
}

/** Before a body is called another firm's: the account may just have been changed, and this process remembers the old one. */
async function withFreshAccount(request: WebhookRequest, delivery: VerifiedDelivery): Promise<VerifiedDelivery | null> {
  const { provider, endpointToken: token, requestId, now } = request;
  if (delivery.owner === null || token === null || !mayReload(doorKey(request), now)) return null;
  const owner = await loadEndpoint({ provider: provider.name, token, requestId, now });
  return owner.kind === "open" && owner.account !== delivery.owner.account ? { ...delivery, owner } : null;
}

/** The proof held, so the firm is told that its sender writes what cannot be read. */
async function malformed(
  request: WebhookRequest,
  { owner, body }: VerifiedDelivery,
  problem: string,
  guard: FloodGuard,
): Promise<WebhookOutcome> {
  if (owner) {
    const facts = { problem, bodyBytes: body.length };
    await noteRefusal(request, { ...owner, reason: "malformed", facts }, guard);
  }
  return { kind: "malformed" };
}

function acknowledged(outcome: WebhookOutcome, { provider, headers }: WebhookRequest): WebhookOutcome {
  if (outcome.kind !== "accepted" && outcome.kind !== "duplicate" && outcome.kind !== "ignored") return outcome;
  const acknowledgement = provider.acknowledge(headers);
  return acknowledgement ? { ...outcome, acknowledgement } : outcome;
}
