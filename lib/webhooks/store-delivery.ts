import "server-only";
import { randomUUID } from "node:crypto";
import { inTenant, type TenantTx, withoutTenant } from "@/db/tenant";
import { toAppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import type { TenantId } from "@/lib/core/principal";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import { markCause } from "@/lib/domain/automation/mark-cause";
import { findEndpointState } from "@/lib/domain/webhook-endpoints/find-endpoint-state";
import { recordRefusals } from "@/lib/domain/webhook-endpoints/record-refusals";
import { eventBinding } from "@/lib/domain/webhook-events/event-binding";
import { processWebhookEventJob } from "@/lib/domain/webhook-events/process-webhook-event.job";
import { storeWebhookEvent } from "@/lib/domain/webhook-events/store-webhook-event";
import { enqueue } from "@/lib/jobs/enqueue";
import type { FloodGuard } from "./flood-guard";
import type { OpenEndpoint } from "./load-endpoint";
import { noteRefusal } from "./note-refusal";
import type { JsonObject } from "./parse-strict-json";
import { type Binding, type OpenedEvent, type Reply, TEST_EVENT_TYPE } from "./provider";
import { storeInGroup } from "./store-in-group";
import type { VerifiedDelivery } from "./verify-delivery";
import type { WebhookOutcome } from "./webhook-outcome";
import type { WebhookRequest } from "./webhook-request";

type Delivery = { request: WebhookRequest; delivery: VerifiedDelivery; event: OpenedEvent; guard: FloodGuard };
type Owner = { tenantId: TenantId; endpointId: string | null };
type Closed = Extract<WebhookOutcome, { kind: "paused" | "gone" | "unknown_endpoint" }>;

const TRANSACTION_TRIES = 3;
/** PostgreSQL's deadlock_detected and serialization_failure: the transaction left nothing and may simply run again. */
const TRANSIENT = new Set(["40P01", "40001"]);

/**
 * Keeps a verified event for its firm, and queues or does its work, in one transaction. The firm is the endpoint's, or at
 * the platform's own door the one that the call token belongs to, and nothing in the body changes that (WH-03).
 */
export async function storeDelivery(input: Delivery): Promise<WebhookOutcome> {
  const { event } = input;
  const { owner: endpoint } = input.delivery;
  if (endpoint && !event.reply && typeof event.binding !== "function") {
    return storeBound(input, endpoint, event.binding);
  }
  const owner = await ownerOf(input);
  if (owner === null) return takeUnowned(input);
  if (event.reply) return replyNow(input, owner, event.reply);
  return inFirm(input, owner, (tx) => keep(tx, input, owner));
}

/** The endpoint's firm, or the one that the event names at the platform's own door. */
async function ownerOf({ delivery, event }: Delivery): Promise<Owner | null> {
  if (delivery.owner) return delivery.owner;
  const tenantId = await withoutTenant((tx) => event.findOwner(tx));
  return tenantId === null ? null : { tenantId, endpointId: null };
}

/** An event that no firm owns: the provider says what becomes of it. */
async function takeUnowned({ event }: Delivery): Promise<WebhookOutcome> {
  if (event.reply) return { kind: "replied", body: event.reply.otherwise(null) };
  return { kind: await withoutTenant((tx) => event.takeUnowned(tx)) };
}

/** The common case, decided from the body alone: stored with whatever else arrives now, in one statement. */
async function storeBound(input: Delivery, owner: OpenEndpoint, binding: Binding): Promise<WebhookOutcome> {
  const { request, delivery, event, guard } = input;
  if (binding.kind === "refused") {
    const facts = owner.account === null ? {} : { expectedAccount: owner.account.slice(-4) };
    await noteRefusal(request, { ...owner, reason: binding.code, facts }, guard);
    return { kind: "unauthenticated" };
  }
  const isWork = event.isHandled && binding.kind === "bound";
  const id = randomUUID();
  const outcome = await storeInGroup({
    id,
    token_hash: owner.tokenHash,
    provider: request.provider.name,
    identity: event.identity,
    event_type: event.type,
    payload: owner.seal(eventBinding(id), event.payload()).toString("base64"),
    verification: delivery.mode,
    verified_with: delivery.verifiedWith,
    state: isWork ? "received" : "ignored",
    origin: originOf(event),
    request_id: request.requestId,
    size_bytes: delivery.body.length,
    received_at: request.now.toISOString(),
  });
  if (outcome === "stored") return { kind: isWork ? "accepted" : "ignored" };
  return { kind: outcome };
}

function inFirm<T>({ request }: Delivery, owner: Owner, work: (tx: TenantTx) => Promise<T>): Promise<T> {
  const actor = { type: "webhook", provider: request.provider.name, endpointId: owner.endpointId } as const;
  return inTenant({ tenantId: owner.tenantId, actor, requestId: request.requestId }, work);
}

async function keep(tx: TenantTx, input: Delivery, owner: Owner): Promise<WebhookOutcome> {
  const closed = await closedDoor(tx, owner);
  if (closed) return closed;
  const binding = await bind(tx, input.event);
  if (binding.kind === "refused") {
    await recordForeign(tx, input, { owner, code: binding.code });
    return { kind: "unauthenticated" };
  }
  const isWork = input.event.isHandled && binding.kind === "bound";
  const eventId = randomUUID();
  const isNew = await insert(tx, input, { owner, eventId, binding, state: isWork ? "received" : "ignored" });
  if (!isNew) return { kind: "duplicate" };
  if (!isWork) return { kind: "ignored" };
  await enqueue(tx, processWebhookEventJob, { eventId });
  return { kind: "accepted" };
}

function originOf({ type }: OpenedEvent): "test" | "delivery" {
  return type === TEST_EVENT_TYPE ? "test" : "delivery";
}

async function bind(tx: TenantTx, { binding }: OpenedEvent): Promise<Binding> {
  return typeof binding === "function" ? binding(tx) : binding;
}

/** The endpoint as it is now, whatever this process remembers of it. */
async function closedDoor(tx: TenantTx, owner: Owner): Promise<Closed | null> {
  const state = await findEndpointState(tx, owner.endpointId);
  switch (state) {
    case "active":
      return null;
    case "deleted":
      return { kind: "unknown_endpoint" };
    case "paused":
    case "gone":
      return { kind: state };
  }
}

type Insertion = {
  owner: Owner;
  eventId: string;
  binding: Binding;
  state: "received" | "processed" | "ignored";
};

function insert(tx: TenantTx, { request, delivery, event }: Delivery, insertion: Insertion): Promise<boolean> {
  const { owner, eventId, binding, state } = insertion;
  return storeWebhookEvent(tx, {
    id: eventId,
    provider: request.provider.name,
    endpointId: owner.endpointId,
    identity: event.identity,
    eventType: event.type,
    callId: binding.kind === "bound" ? binding.callId : null,
    payload: event.payload(),
    verification: delivery.mode,
    verifiedWith: delivery.verifiedWith,
    origin: originOf(event),
    requestId: request.requestId,
    sizeBytes: delivery.body.length,
    state,
    receivedAt: request.now,
  });
}

/** A security event: a proper proof of one firm over something that is not this firm's (WH-03, AI-03). */
async function recordForeign(tx: TenantTx, input: Delivery, found: { owner: Owner; code: string }): Promise<void> {
  const { request, guard } = input;
  const { endpointId, tenantId } = found.owner;
  log("warn", "webhook names a foreign call", { provider: request.provider.name, tenantId, code: found.code });
  if (endpointId === null) {
    const detail = { reason: found.code, provider: request.provider.name };
    const subject = { subjectType: "webhook_events", subjectId: null };
    await auditEvent(tx, { action: "webhook.refuse", ...subject, outcome: "denied", detail });
    return;
  }
  const isAudited = guard.audit.take(endpointId, request.now);
  await recordRefusals(tx, {
    endpointId,
    provider: request.provider.name,
    reason: found.code,
    requestId: request.requestId,
    count: 1,
    refusedAt: request.now,
    isAudited,
  });
}

/**
 * Answers an event that the provider waits for. The provider takes nothing but HTTP 200, so a failure is an answer too;
 * it promises nothing, because nothing was kept.
 */
async function replyNow(input: Delivery, owner: Owner, reply: Reply): Promise<WebhookOutcome> {
  const { request } = input;
  const answered = runWithRetries(() => inFirm(input, owner, (tx) => answer(tx, input, { owner, reply })));
  try {
    return await within(reply.withinMs, answered);
  } catch (error) {
    const { code } = toAppError(error);
    log("error", "webhook not answered", { provider: request.provider.name, requestId: request.requestId, code });
    return { kind: "replied", body: reply.otherwise(owner.tenantId) };
  }
}

async function answer(
  tx: TenantTx,
  input: Delivery,
  { owner, reply }: { owner: Owner; reply: Reply },
): Promise<WebhookOutcome> {
  const closed = await closedDoor(tx, owner);
  // A caller hears a sentence also while the firm takes no deliveries.
  if (closed) return closed.kind === "paused" ? { kind: "replied", body: reply.otherwise(null) } : closed;
  const binding = await bind(tx, input.event);
  const eventId = randomUUID();
  if (binding.kind === "refused") await recordForeign(tx, input, { owner, code: binding.code });
  else if (await insert(tx, input, { owner, eventId, binding, state: "processed" })) await markCause(tx, eventId);
  const body: JsonObject = await reply.answer(tx, binding, eventId);
  return { kind: "replied", body };
}

async function runWithRetries<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt >= TRANSACTION_TRIES || !isTransient(error)) throw error;
    }
  }
}

function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && TRANSIENT.has(String(error.code))) || isTransient(error.cause);
}

/** Rejects after `milliseconds`; the work goes on and commits or not by itself. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException("the answer took too long", "TimeoutError")), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
