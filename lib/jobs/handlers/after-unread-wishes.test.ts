import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { webhookEvents } from "@/db/schema/webhook-events";
import { inTenant } from "@/db/tenant";
import { beginDial } from "@/lib/domain/calls/begin-dial";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { storeWebhookEvent } from "@/lib/domain/webhook-events/store-webhook-event";
import { CALLING_TIME } from "@/tests/support/calling-firm";
import { createSendingFirm, type SendingFirm } from "@/tests/support/sending-firm";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { startTextProvider, type TextProvider } from "@/tests/support/text-provider";
import { sendMessage } from "./send-message";

let provider: TextProvider;
let database: TestDatabase;
let count = 0;

beforeAll(async () => {
  provider = await startTextProvider();
  vi.stubEnv("TWILIO_BASE_URL", provider.baseUrl);
  vi.useFakeTimers({ toFake: ["Date"], now: CALLING_TIME });
  database = await createTestDatabase("pglite");
});
afterAll(async () => {
  vi.useRealTimers();
  await database.drop();
  await provider.close();
});

function newFirm(): Promise<SendingFirm> {
  count += 1;
  return createSendingFirm({ orgId: `org_unread_${count}`, e164: `+1602555${1800 + count}` });
}

/** A verified delivery that no worker has looked at yet. */
async function arrives(firm: SendingFirm, event: { provider?: string; type?: string; age?: string } = {}) {
  const id = randomUUID();
  await inTenant(firm.principal, async (tx) => {
    await storeWebhookEvent(tx, {
      id,
      provider: event.provider ?? "twilio",
      endpointId: null,
      identity: id,
      eventType: event.type ?? "message.received",
      callId: null,
      verification: "twilio-signature",
      verifiedWith: "current",
      origin: "delivery",
      requestId: null,
      sizeBytes: null,
      payload: "{}",
      state: "received",
      receivedAt: new Date(),
    });
    // Deliveries are stored with the database's time, which a test does not set.
    await tx
      .update(webhookEvents)
      .set({ receivedAt: sql`now() - ${event.age ?? "0 seconds"}::interval` })
      .where(eq(webhookEvents.id, id));
  });
  return id;
}

function send(firm: SendingFirm, messageId: string) {
  return sendMessage.run({
    id: randomUUID(),
    data: { tenantId: firm.principal.tenantId, payload: { messageId } },
    retryCount: 0,
    retryLimit: 8,
    signal: new AbortController().signal,
  });
}

const takenOf = (firm: SendingFirm) => provider.taken.filter(({ to }) => to === firm.e164);

test("CMP-01 a send waits until a text that came before it was read, and the STOP in it holds", async () => {
  const firm = await newFirm();
  const messageId = await firm.accept();
  const eventId = await arrives(firm);
  const sending = send(firm, messageId);
  await sleep(700);
  expect(takenOf(firm)).toEqual([]);
  expect(await firm.sendOf(messageId)).toMatchObject({ send: { state: "waiting" } });
  await inTenant(firm.principal, async (tx) => {
    await recordOptOut(tx, {
      e164: firm.e164,
      channel: "sms",
      kind: "stop",
      source: "sms",
      occurredAt: new Date(),
      words: "STOP",
    });
    await tx.update(webhookEvents).set({ state: "processed" }).where(eq(webhookEvents.id, eventId));
  });
  expect(await sending).toEqual({ status: "completed" });
  expect(takenOf(firm)).toEqual([]);
  expect(await firm.sendOf(messageId)).toMatchObject({ send: { state: "cancelled" } });
});

test("CMP-01 a dial waits as well", async () => {
  const firm = await newFirm();
  await arrives(firm, { provider: "evolution", type: "messages.upsert" });
  const dial = (mayBeLater: boolean) =>
    inTenant(firm.principal, (tx) => beginDial(tx, { callId: randomUUID(), mayBeLater, now: new Date() }));
  expect(await dial(true)).toEqual({ kind: "later" });
  expect(await dial(false)).toEqual({ kind: "settled" });
});

test("TEN-05 states of sent messages, what is stuck and another firm's texts keep nobody waiting", async () => {
  const [firm, other] = [await newFirm(), await newFirm()];
  await arrives(firm, { type: "message.delivered" });
  await arrives(firm, { provider: "evolution", type: "messages.update" });
  await arrives(firm, { age: "2 minutes" });
  await arrives(other);
  const startedAt = performance.now();
  expect(await send(firm, await firm.accept())).toEqual({ status: "completed" });
  expect(takenOf(firm)).toHaveLength(1);
  expect(performance.now() - startedAt).toBeLessThan(9_000);
});
