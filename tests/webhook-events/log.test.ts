import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EVENT_ORIGINS, EVENT_STATES } from "@/db/schema/webhook-events";
import { inTenant } from "@/db/tenant";
import { encodeCursor } from "@/lib/core/cursor";
import type { Principal } from "@/lib/core/principal";
import { findMaskedPayload } from "@/lib/domain/webhook-events/find-masked-payload";
import { findWebhookEvent } from "@/lib/domain/webhook-events/find-webhook-event";
import { findLoggedRefusal } from "@/lib/domain/webhook-events/list-logged-refusals";
import { listWebhookLog } from "@/lib/domain/webhook-events/list-webhook-log";
import { replayEvents } from "@/lib/domain/webhook-events/replay-events";
import { revealEventPayload } from "@/lib/domain/webhook-events/reveal-event-payload";
import { DELIVERY_ORIGINS, STORED_STATES, type WebhookLogFilter } from "@/lib/domain/webhook-events/webhook-log.schema";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { CANARIES, openLoggedFirm } from "./logged-firm";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

function log(who: Principal, filter: WebhookLogFilter & { cursor?: string | null; limit?: number } = {}) {
  return inTenant(who, (tx) => listWebhookLog(tx, { limit: 50, ...filter }));
}

const minute = (n: number) => new Date(Date.UTC(2026, 10, 20, 17, n));

test("taken and refused deliveries stand in one order, and pages bring each once", async () => {
  const firm = await openLoggedFirm("log_order");
  const ids: string[] = [];
  for (let n = 0; n < 4; n += 1) {
    ids.unshift(await firm.store({ row: { receivedAt: minute(2 * n) } }));
    ids.unshift(await firm.refuse({ refusedAt: minute(2 * n + 1) }));
  }
  // The same instant: then the ids decide.
  const same = [await firm.store({ row: { receivedAt: minute(30) } }), await firm.refuse({ refusedAt: minute(30) })];
  ids.unshift(...same.toSorted().toReversed());
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof log>> = await log(firm.principal, { cursor, limit: 3 });
    expect(page.rows.length).toBeLessThanOrEqual(3);
    seen.push(...page.rows.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toEqual(ids);
});

test("a cursor that was not made here is the first page", async () => {
  const firm = await openLoggedFirm("log_cursor");
  const id = await firm.store();
  for (const cursor of [
    "x",
    encodeCursor({ value: "2026-13-45T99:99:99.000000Z", id }),
    encodeCursor({ value: "' or 1=1", id }),
  ]) {
    expect((await log(firm.principal, { cursor })).rows.map((row) => row.id)).toEqual([id]);
  }
});

test("filters cut by sender, endpoint, state, verdict, type, origin, time, correlation and call", async () => {
  const firm = await openLoggedFirm("log_filter");
  const requestId = randomUUID();
  const report = await firm.store({ row: { receivedAt: minute(1) } });
  const dead = await firm.store({ row: { state: "dead", receivedAt: minute(2), callId: null } });
  const other = await firm.store({
    row: {
      provider: "twilio",
      endpointId: null,
      eventType: "message.received",
      origin: "recovered",
      callId: null,
      receivedAt: minute(3),
    },
  });
  const refused = await firm.refuse({ refusedAt: minute(4), requestId });
  const found = async (filter: WebhookLogFilter) => (await log(firm.principal, filter)).rows.map(({ id }) => id);
  expect(await found({ provider: "vapi" })).toEqual([refused, dead, report]);
  expect(await found({ endpointId: firm.endpointId })).toEqual([refused, dead, report]);
  expect(await found({ state: "dead" })).toEqual([dead]);
  expect(await found({ verdict: "refused" })).toEqual([refused]);
  expect(await found({ verdict: "verified" })).toEqual([other, dead, report]);
  expect(await found({ eventType: "message" })).toEqual([other]);
  expect(await found({ eventType: "%" })).toEqual([]);
  expect(await found({ origin: "recovered" })).toEqual([other]);
  expect(await found({ from: minute(2), to: minute(4) })).toEqual([other, dead]);
  expect(await found({ requestId })).toEqual([refused]);
  expect(await found({ callId: firm.callId })).toEqual([report]);
  expect(await found({ state: "dead", verdict: "refused" })).toEqual([]);
});

test("every state that is stored and every origin can be asked for", () => {
  expect([...STORED_STATES, "processing"].toSorted()).toEqual([...EVENT_STATES].toSorted());
  expect(DELIVERY_ORIGINS).toEqual(EVENT_ORIGINS);
});

test("TEN-05 another firm's events, refusals and calls answer as unknown ones", async () => {
  const firm = await openLoggedFirm("log_owner");
  const hostile = await openLoggedFirm("log_hostile");
  const [eventId, refusalId] = [await firm.store(), await firm.refuse()];
  expect((await log(hostile.principal)).rows).toEqual([]);
  expect((await log(hostile.principal, { callId: firm.callId, endpointId: firm.endpointId })).rows).toEqual([]);
  const refusalOf = async (id: string) => {
    const attempts = await Promise.allSettled([
      hostile.read((tx) => findWebhookEvent(tx, id)),
      hostile.read((tx) => findLoggedRefusal(tx, id)),
      hostile.read((tx) => findMaskedPayload(tx, id)),
      hostile.read((tx) => revealEventPayload(tx, { eventId: id })),
    ]);
    return attempts.map((attempt) => (attempt.status === "fulfilled" ? attempt.value : String(attempt.reason)));
  };
  expect(await refusalOf(eventId)).toEqual(await refusalOf(randomUUID()));
  expect(await refusalOf(refusalId)).toEqual(await refusalOf(randomUUID()));
});

test("an event's page says how it was proven, what it caused and what people did about it", async () => {
  const firm = await openLoggedFirm("log_page");
  const eventId = await firm.store();
  await firm.work(eventId);
  await firm.read((tx) => revealEventPayload(tx, { eventId }));
  await firm.read((tx) => replayEvents(tx, { eventIds: [eventId] }));
  const event = await firm.read((tx) => findWebhookEvent(tx, eventId));
  expect(event).toMatchObject({
    kind: "event",
    state: "received",
    strength: "signed",
    callId: firm.callId,
    endpointLabel: "Voice",
    endpoint: { id: firm.endpointId, mode: "standard-webhooks", state: "active" },
    hasContent: true,
    isBeingWorkedOn: false,
    isWalled: false,
  });
  expect(event?.acts.map(({ act }) => act)).toEqual(["reveal", "replay"]);
  expect(event?.causes.map(({ subjectType }) => subjectType)).not.toContain("webhook_event");
  expect(event?.causes.length).toBeGreaterThan(0);
});

test("an event of a restricted case keeps its place and says nothing to whoever is outside the wall", async () => {
  const firm = await openLoggedFirm("log_wall", { isRestricted: true });
  const bound = await firm.store({ row: { receivedAt: minute(1) } });
  await firm.work(bound);
  // Not bound to a call when it came; its work touched the case all the same.
  const loose = await firm.store({ row: { receivedAt: minute(2), callId: null } });
  await database.asOwner(
    "insert into automation_logs (tenant_id, trigger, action, status, subject_type, subject_id, event_id) values ($1, 'a.b', 'c.d', 'done', 'case', $2, $3)",
    [firm.principal.tenantId, firm.caseId, loose],
  );
  expect((await log(firm.principal)).rows.map((row) => row.kind === "event" && row.isWalled)).toEqual([false, false]);
  const shown = (await log(firm.outsider)).rows;
  expect(shown.map(({ id }) => id)).toEqual([loose, bound]);
  expect(shown.every((row) => row.kind === "event" && row.isWalled && row.callId === null)).toBe(true);
  expect((await log(firm.outsider, { callId: firm.callId })).rows).toEqual([]);
  for (const eventId of [bound, loose]) {
    const outside = (work: Parameters<typeof firm.read>[0]) => inTenant(firm.outsider, work);
    const event = await inTenant(firm.outsider, (tx) => findWebhookEvent(tx, eventId));
    expect(event).toMatchObject({ isWalled: true, callId: null, identity: null, causes: [] });
    expect(JSON.stringify(event)).not.toContain(firm.callId);
    expect(JSON.stringify(event)).not.toContain(firm.caseId);
    await expect(outside((tx) => findMaskedPayload(tx, eventId))).rejects.toMatchObject({ code: "forbidden" });
    await expect(outside((tx) => revealEventPayload(tx, { eventId }))).rejects.toMatchObject({ code: "forbidden" });
  }
});

test("the masked content shows its structure and no word of the client's", async () => {
  const firm = await openLoggedFirm("log_mask");
  const eventId = await firm.store();
  const masked = await firm.read((tx) => findMaskedPayload(tx, eventId));
  expect(masked.payload).toMatchObject({
    message: {
      type: "end-of-call-report",
      customer: { number: "###" },
      artifact: { messages: [{ role: "bot" }, { role: "user" }] },
    },
  });
  for (const canary of CANARIES) expect(JSON.stringify(masked)).not.toContain(canary);
});

test("AUD-04 reading the content stands in the audit log, with who and of what, and not what it said", async () => {
  const firm = await openLoggedFirm("log_reveal");
  const eventId = await firm.store();
  const { payload } = await firm.read((tx) => revealEventPayload(tx, { eventId }));
  for (const canary of CANARIES) expect(payload).toContain(canary);
  const { rows } = await database.asOwner(
    "select l.subject_id, l.actor_id, d.detail from audit_logs l join audit_details d using (tenant_id, sequence) where action = 'webhook_event.reveal' and tenant_id = $1",
    [firm.principal.tenantId],
  );
  const { actor } = firm.principal;
  expect(rows).toEqual([
    { subject_id: eventId, actor_id: actor.type === "user" ? actor.userId : "", detail: '{"provider": "vapi"}' },
  ]);
});

test("DAT-03 content that was removed can neither be shown nor revealed, and the rest of the event stays", async () => {
  const firm = await openLoggedFirm("log_removed");
  const eventId = await firm.store({ row: { payloadCiphertext: null, contentRemovedAt: minute(1) } });
  const gone = { code: "precondition_failed" };
  await expect(firm.read((tx) => findMaskedPayload(tx, eventId))).rejects.toMatchObject(gone);
  await expect(firm.read((tx) => revealEventPayload(tx, { eventId }))).rejects.toMatchObject(gone);
  expect(await firm.read((tx) => findWebhookEvent(tx, eventId))).toMatchObject({
    hasContent: false,
    contentRemovedAt: minute(1),
  });
});
