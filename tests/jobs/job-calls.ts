import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { apiKeys } from "@/db/schema/api-keys";
import { callLogs } from "@/db/schema/call-logs";
import { complianceSettings } from "@/db/schema/compliance-settings";
import { conversations } from "@/db/schema/conversations";
import { creditHolds } from "@/db/schema/credit-holds";
import { lines } from "@/db/schema/lines";
import { messageSends } from "@/db/schema/message-sends";
import { optoutTasks } from "@/db/schema/optout-tasks";
import { webhookAlerts } from "@/db/schema/webhook-alerts";
import { webhookDeliveries } from "@/db/schema/webhook-deliveries";
import { webhookEvents } from "@/db/schema/webhook-events";
import { inTenant, type TenantTx } from "@/db/tenant";
import { stopBroadcast } from "@/lib/domain/broadcasts/stop-broadcast";
import { draftCall } from "@/lib/domain/calls/draft-call";
import { scheduleCall } from "@/lib/domain/calls/schedule-call";
import { keyServiceOf } from "@/lib/domain/lines/key-service-of";
import type { MessageInput } from "@/lib/domain/messages/message-input";
import { recordMessage } from "@/lib/domain/messages/record-message";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { insertDelivery } from "@/lib/domain/outgoing-webhooks/insert-delivery";
import { createEndpoint } from "@/lib/domain/webhook-endpoints/create-endpoint";
import { beginBroadcast } from "@/lib/jobs/handlers/begin-broadcast";
import { saveApiKey } from "@/lib/vault/save-api-key";
import { saveDraft, startDraft } from "@/tests/support/broadcast-audience";
import { EVENT_BODY } from "@/tests/support/delivery-stage";
import { handsOf } from "@/tests/support/outgoing-firm";
import type { SendingFirm } from "@/tests/support/sending-firm";
import { told } from "@/tests/support/told-message";
import { deliver } from "@/tests/webhooks/provider-firm";

/** What a job is made ready with: the firm whose work it is, and where its receivers answer. */
export type JobStage = { firm: SendingFirm; receiverUrl: string };

/** Gives the firm something for the job to do, and the job's payload. */
export type ReadyJob = (stage: JobStage) => Promise<Record<string, unknown>>;

const HOUR_MS = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS);

/** Jobs whose payload names records of the firm. */
export const OF_A_RECORD: Record<string, ReadyJob> = {
  "calls.dial": async ({ firm }) => ({ callId: await confirmCall(firm) }),
  "calls.reconcile": async ({ firm }) => {
    const callId = await confirmCall(firm);
    await as(firm, (tx) =>
      tx
        .update(callLogs)
        .set({ dialState: "unknown", dialAttemptedAt: ago(1) })
        .where(eq(callLogs.id, callId)),
    );
    return { callId, round: 0 };
  },
  "calls.follow-up": async ({ firm }) => {
    const callId = await confirmCall(firm);
    const placed = { dialState: "placed", provider: "vapi", providerCallId: randomUUID() } as const;
    await as(firm, (tx) => tx.update(callLogs).set(placed).where(eq(callLogs.id, callId)));
    return { callId, round: 0 };
  },
  "messages.send": async ({ firm }) => ({ messageId: await firm.accept() }),
  "messages.reconcile": async ({ firm }) => {
    const messageId = await firm.accept();
    await as(firm, (tx) =>
      tx
        .update(messageSends)
        .set({ state: "unknown", attemptedAt: ago(1) })
        .where(eq(messageSends.messageId, messageId)),
    );
    return { messageId, round: 0 };
  },
  "messages.fetch_media": async ({ firm }) => ({
    messageId: await say(firm, "", { media: [{ contentType: "image/png", fileName: null }] }),
  }),
  "webhooks.process": async ({ firm }) => ({ eventId: await receiveEvent(firm) }),
  "webhooks.process-group": async ({ firm }) => ({ eventIds: [await receiveEvent(firm), await receiveEvent(firm)] }),
  "webhooks.recover": async ({ firm }) => {
    const { endpointId } = await openDoor(firm, "vapi");
    const alertId = randomUUID();
    await as(firm, (tx) => tx.insert(webhookAlerts).values({ id: alertId, endpointId, kind: "silent", since: ago(1) }));
    const span = { from: ago(1).toISOString(), to: new Date().toISOString() };
    return { endpointId, alertId, ...span, isAutomatic: false };
  },
  "webhooks.deliver": async (stage) => ({ deliveryId: (await publish(stage)).deliveryId, number: 1 }),
  "webhooks.resume-deliveries": async (stage) => {
    const { subscriptionId, deliveryId } = await publish(stage);
    // As an attempt leaves it that finds its subscription paused.
    await as(stage.firm, (tx) =>
      tx.update(webhookDeliveries).set({ nextAttemptAt: null }).where(eq(webhookDeliveries.id, deliveryId)),
    );
    return { subscriptionId };
  },
  "opt-outs.confirm": async ({ firm }) => {
    await say(firm, "STOP");
    return { taskId: await waitingTask(firm, "confirmation") };
  },
  "opt-outs.answer-help": async ({ firm }) => ({ messageId: await say(firm, "HELP") }),
  "opt-outs.push": async ({ firm }) => {
    await as(firm, async (tx) => {
      await saveApiKey(tx, { service: "aloware", key: "key-of-aloware", userId: null, overlapHours: 0 });
      await recordOptOut(tx, {
        ...{ e164: firm.e164, channel: "sms", kind: "stop", source: "staff", occurredAt: new Date() },
      });
    });
    return { taskId: await waitingTask(firm, "push_aloware") };
  },
  "line.check": async ({ firm }) => ({ lineId: await addWhatsappLine(firm) }),
  "broadcasts.begin": async ({ firm }) => ({ broadcastId: await startBroadcast(firm) }),
  "broadcasts.step": async ({ firm }) => {
    const broadcastId = await startBroadcast(firm);
    await runAs(firm, beginBroadcast.run, { broadcastId });
    return { broadcastId };
  },
  "broadcasts.cancel": async ({ firm }) => {
    const broadcastId = await startBroadcast(firm);
    await runAs(firm, beginBroadcast.run, { broadcastId });
    await as(firm, (tx) => stopBroadcast(tx, { broadcastId, userId: firm.userId, now: new Date() }));
    return { broadcastId };
  },
};

/** Jobs whose payload names no record of a firm: whose work it is stands in the envelope alone. */
export const OF_THE_FIRM: Record<string, ReadyJob> = {
  // A platform's own id of a call, and a number that any firm may know.
  "calls.missed": async ({ firm }) => {
    await as(firm, (tx) =>
      tx
        .insert(complianceSettings)
        .values({ isTextBackEnabled: true })
        .onConflictDoUpdate({
          target: complianceSettings.tenantId,
          set: { isTextBackEnabled: true },
        }),
    );
    const call = { provider: "aloware", providerCallId: randomUUID() };
    return { ...call, number: firm.e164, missedAt: new Date().toISOString() };
  },
  // Queued for the moment at which a replaced key ends.
  "api-key.expire": async ({ firm }) => {
    for (const key of ["first-key-of-the-firm", "second-key-of-the-firm"]) {
      await as(firm, (tx) => saveApiKey(tx, { service: "ghl", key, userId: null, overlapHours: 1 }));
    }
    await as(firm, (tx) =>
      tx
        .update(apiKeys)
        .set({ usableUntil: ago(1) })
        .where(eq(apiKeys.state, "previous")),
    );
    return {};
  },
  // Brings the envelope's firm's own name to Clerk.
  "firm.rename-organization": async () => ({}),
  // Queued by the sweep, once for each firm that has a door.
  "webhooks.watch": async ({ firm }) => {
    await addWhatsappLine(firm);
    return {};
  },
  // Queued by the sweep, once a day for each firm.
  "webhooks.expire": async ({ firm }) => {
    const eventId = await receiveEvent(firm);
    await as(firm, (tx) =>
      tx
        .update(webhookEvents)
        .set({ receivedAt: ago(24 * 365) })
        .where(eq(webhookEvents.id, eventId)),
    );
    return {};
  },
  // Queued by the sweep, once an hour for each firm.
  "credits.expire-holds": async ({ firm }) => {
    const messageId = await firm.accept();
    await as(firm, (tx) =>
      tx
        .update(creditHolds)
        .set({ expiresAt: ago(1) })
        .where(eq(creditHolds.subjectId, messageId)),
    );
    return {};
  },
  // Queued for the moment to which a conversation was put off.
  "conversations.wake": async ({ firm }) => {
    await say(firm, "Where is my check");
    await as(firm, (tx) => tx.update(conversations).set({ status: "snoozed", snoozedUntil: ago(1) }));
    return {};
  },
};

function as<T>(firm: SendingFirm, work: (tx: TenantTx) => Promise<T>): Promise<T> {
  return inTenant(firm.principal, work);
}

/** A job as the worker gives it to its runner, in the name of `firm`. */
export function runAs<T>(
  firm: SendingFirm,
  run: (job: { id: string; data: unknown; retryCount: number; retryLimit: number; signal: AbortSignal }) => Promise<T>,
  payload: unknown,
): Promise<T> {
  return run({
    id: randomUUID(),
    data: { tenantId: firm.principal.tenantId, payload },
    retryCount: 0,
    retryLimit: 8,
    signal: new AbortController().signal,
  });
}

async function confirmCall(firm: SendingFirm): Promise<string> {
  const now = new Date();
  return as(firm, async (tx) => {
    const choice = { caseId: firm.caseId, purpose: "case_information", language: "en", when: "now" } as const;
    const { sealedDraft } = await draftCall(tx, { ...choice, now });
    const call = await scheduleCall(tx, { sealedDraft, idempotencyKey: randomUUID(), userId: firm.userId, now });
    if (call.kind !== "scheduled") throw new Error(call.kind);
    return call.callId;
  });
}

/** The client writes to the firm's line. */
async function say(firm: SendingFirm, body: string, input: Partial<MessageInput> = {}): Promise<string> {
  const at = { sentAt: new Date(), receivedAt: new Date() };
  const message = told({ body, ...at, account: firm.account, providerMessageId: randomUUID(), ...input });
  const { messageId } = await as(firm, (tx) => recordMessage(tx, message));
  return messageId;
}

async function waitingTask(firm: SendingFirm, kind: "confirmation" | "push_aloware"): Promise<string> {
  const tasks = await as(firm, (tx) => tx.select().from(optoutTasks).where(eq(optoutTasks.kind, kind)));
  const task = tasks.find(({ state }) => state === "waiting");
  if (!task) throw new Error(`no ${kind} waits`);
  return task.id;
}

function openDoor(firm: SendingFirm, provider: "vapi" | "texting") {
  return as(firm, (tx) =>
    createEndpoint(tx, { provider, mode: "standard-webhooks", account: null, secret: null, label: null }),
  );
}

/** A text of the client that a platform delivered and nobody has worked on. */
async function receiveEvent(firm: SendingFirm): Promise<string> {
  const { endpointId, path, secret } = await openDoor(firm, "texting");
  const at = new Date().toISOString();
  const text = { messageId: randomUUID(), from: firm.e164, to: "+16025550100", text: "I have moved", sentAt: at };
  const body = JSON.stringify({ type: "message.received", timestamp: at, data: text });
  const door = { provider: "texting", mode: "standard-webhooks", secret, path } as const;
  const answer = await deliver(door, { contentType: "application/json", body });
  if (answer.status !== 200) throw new Error(`the delivery was answered with ${answer.status}`);
  const events = await as(firm, (tx) =>
    tx.select({ id: webhookEvents.id }).from(webhookEvents).where(eq(webhookEvents.endpointId, endpointId)),
  );
  return events[0]?.id ?? "";
}

/** An event on its way to a receiver of the firm's. */
async function publish({ firm, receiverUrl }: JobStage) {
  const { subscriptionId } = await handsOf((work) => as(firm, work)).subscribe({ url: receiverUrl });
  const event = { eventType: "lead.created", sequence: 7, payload: EVENT_BODY, origin: "event" } as const;
  const { deliveryId } = await as(firm, (tx) => insertDelivery(tx, { ...event, subscriptionId, now: new Date() }));
  return { subscriptionId, deliveryId };
}

async function addWhatsappLine(firm: SendingFirm): Promise<string> {
  const id = randomUUID();
  await as(firm, async (tx) => {
    const instance = { provider: "evolution", channel: "whatsapp", address: `instance-${id}` } as const;
    await tx.insert(lines).values({ id, ...instance, label: "WhatsApp", state: "connected" });
    const service = keyServiceOf({ id, provider: "evolution" });
    await saveApiKey(tx, { service, key: `token-${id}`, userId: null, overlapHours: 0 });
  });
  return id;
}

async function startBroadcast(firm: SendingFirm): Promise<string> {
  const broadcastId = await saveDraft(firm);
  await startDraft(firm, broadcastId);
  return broadcastId;
}
