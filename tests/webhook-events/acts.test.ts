import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callLogs } from "@/db/schema/call-logs";
import { optoutEvents } from "@/db/schema/optout-events";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import { webhookEvents } from "@/db/schema/webhook-events";
import { setProviderState } from "@/lib/domain/webhook-endpoints/set-provider-state";
import { findWebhookEvent } from "@/lib/domain/webhook-events/find-webhook-event";
import type { ActResult } from "@/lib/domain/webhook-events/lock-events";
import { markEventsDone } from "@/lib/domain/webhook-events/mark-events-done";
import { quarantineEvents } from "@/lib/domain/webhook-events/quarantine-events";
import { recordEventFailure } from "@/lib/domain/webhook-events/record-event-failure";
import { releaseEvents } from "@/lib/domain/webhook-events/release-events";
import { replayEvents } from "@/lib/domain/webhook-events/replay-events";
import { eventsInput } from "@/lib/domain/webhook-events/webhook-log.schema";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { type LoggedFirm, openLoggedFirm } from "./logged-firm";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

type Tx = Parameters<Parameters<LoggedFirm["read"]>[0]>[0];

const ACTS: Record<string, (tx: Tx, eventIds: string[]) => Promise<ActResult>> = {
  replay: (tx, eventIds) => replayEvents(tx, { eventIds }),
  quarantine: (tx, eventIds) => quarantineEvents(tx, { eventIds }),
  release: (tx, eventIds) => releaseEvents(tx, { eventIds }),
  "mark done": (tx, eventIds) => markEventsDone(tx, { eventIds, reason: "not_needed" }),
};

async function jobsOf(eventId: string): Promise<number> {
  const { rows } = await database.asOwner(
    "select count(*)::int as n from pgboss.job where name = 'webhooks.process' and data -> 'payload' ->> 'eventId' = $1",
    [eventId],
  );
  return (rows[0] as { n: number }).n;
}

async function auditOf(firm: LoggedFirm, eventId: string) {
  const { rows } = await database.asOwner(
    "select l.action, l.actor_id, d.detail::jsonb as detail from audit_logs l join audit_details d using (tenant_id, sequence) where tenant_id = $1 and subject_id = $2 order by sequence",
    [firm.principal.tenantId, eventId],
  );
  return rows;
}

async function effectsOf(firm: LoggedFirm) {
  return firm.read(async (tx) => {
    const [call] = await tx.select().from(callLogs).where(eq(callLogs.id, firm.callId));
    const wishes = await tx.select({ id: optoutEvents.id }).from(optoutEvents);
    return { call, wishes };
  });
}

test("WH-11 a dead letter can be run again, and run twice it has one effect", async () => {
  const firm = await openLoggedFirm("acts_replay");
  const eventId = await firm.store({ row: { state: "dead", attempts: 9, failure: "internal" } });
  expect(await firm.read((tx) => replayEvents(tx, { eventIds: [eventId] }))).toEqual({ changed: [eventId], kept: [] });
  expect(await firm.stateOf(eventId)).toMatchObject({
    state: "received",
    attempts: 0,
    failure: null,
    processedAt: null,
  });
  expect((await firm.stateOf(eventId)).replayedAt).toBeInstanceOf(Date);
  expect(await jobsOf(eventId)).toBe(1);
  expect(await firm.work(eventId)).toBe("completed");
  const once = await effectsOf(firm);
  expect(once.call?.state).toBe("ended");
  expect(once.wishes).toHaveLength(1);
  await firm.read((tx) => replayEvents(tx, { eventIds: [eventId] }));
  expect(await firm.work(eventId)).toBe("completed");
  // The job of the first replay comes late: the event is done already.
  expect(await firm.work(eventId)).toBe("completed");
  expect(await effectsOf(firm)).toEqual(once);
  expect(await firm.stateOf(eventId)).toMatchObject({ state: "processed", attempts: 1 });
  expect(await firm.linesOf(eventId)).toContain("webhook_event.replay");
});

test("an event that waits already is not queued a second time", async () => {
  const firm = await openLoggedFirm("acts_waits");
  const eventId = await firm.store({ row: { state: "dead" } });
  await firm.read((tx) => replayEvents(tx, { eventIds: [eventId, eventId] }));
  expect(await firm.read((tx) => replayEvents(tx, { eventIds: [eventId] }))).toEqual({
    changed: [],
    kept: [{ eventId, reason: "state" }],
  });
  expect(await jobsOf(eventId)).toBe(1);
});

test("what is kept back is left alone by its job, and is worked on once it is released", async () => {
  const firm = await openLoggedFirm("acts_quarantine");
  const eventId = await firm.store();
  await firm.read((tx) => quarantineEvents(tx, { eventIds: [eventId] }));
  expect(await firm.work(eventId)).toBe("completed");
  expect(await firm.stateOf(eventId)).toMatchObject({ state: "quarantined", processedAt: null });
  expect((await effectsOf(firm)).call?.state).toBe("scheduled");
  // A try that failed just before it was kept back reports late.
  await firm.read((tx) => recordEventFailure(tx, { eventId, code: "internal", attempt: 1, isLast: true }));
  expect((await firm.stateOf(eventId)).state).toBe("quarantined");
  await firm.read((tx) => releaseEvents(tx, { eventIds: [eventId] }));
  expect(await jobsOf(eventId)).toBe(1);
  expect(await firm.work(eventId)).toBe("completed");
  expect((await effectsOf(firm)).call?.state).toBe("ended");
});

test("an event that is marked done is not worked on any more, and why stands on its page", async () => {
  const firm = await openLoggedFirm("acts_done");
  const eventId = await firm.store({ row: { state: "failed", failure: "unavailable", attempts: 2 } });
  await firm.read((tx) => markEventsDone(tx, { eventIds: [eventId], reason: "handled_elsewhere" }));
  expect(await firm.work(eventId)).toBe("completed");
  expect(await firm.stateOf(eventId)).toMatchObject({ state: "processed", failure: null, attempts: 2 });
  expect((await effectsOf(firm)).call?.state).toBe("scheduled");
  const event = await firm.read((tx) => findWebhookEvent(tx, eventId));
  expect(event?.acts).toMatchObject([{ act: "mark_done", reason: "handled_elsewhere" }]);
});

const TAKEN: Record<string, string[]> = {
  replay: ["processed", "ignored", "failed", "dead"],
  quarantine: ["received", "failed", "dead"],
  release: ["quarantined"],
  "mark done": ["received", "failed", "dead", "quarantined"],
};

test.each(Object.entries(ACTS))(
  "%s takes the states that it is for and says why it left the others",
  async (name, act) => {
    const firm = await openLoggedFirm("acts_states");
    const states = ["received", "processed", "ignored", "failed", "dead", "quarantined"] as const;
    const ids = new Map<string, string>();
    for (const state of states) ids.set(await firm.store({ row: { state } }), state);
    const result = await firm.read((tx) => act(tx, [...ids.keys()]));
    expect(result.changed.map((id) => ids.get(id)).toSorted()).toEqual(TAKEN[name]?.toSorted());
    expect(result.kept.every(({ reason }) => reason === "state")).toBe(true);
    expect(result.changed.length + result.kept.length).toBe(states.length);
  },
);

test.each(Object.entries(ACTS))(
  "AUD-04 %s stands in the audit log with who did it, event by event",
  async (name, act) => {
    const firm = await openLoggedFirm("acts_audit");
    const state = name === "release" ? "quarantined" : "dead";
    const ids = [await firm.store({ row: { state } }), await firm.store({ row: { state } })];
    await firm.read((tx) => act(tx, ids));
    const { actor } = firm.principal;
    for (const eventId of ids) {
      expect(await auditOf(firm, eventId)).toEqual([
        {
          action: `webhook_event.${name.replace(" ", "_")}`,
          actor_id: actor.type === "user" ? actor.userId : "",
          detail: { from: state, ...(name === "mark done" ? { reason: "not_needed" } : {}) },
        },
      ]);
    }
  },
);

test.each(Object.entries(ACTS))(
  "TEN-05 %s leaves another firm's event alone, as if it were not there",
  async (name, act) => {
    const firm = await openLoggedFirm("acts_owner");
    const hostile = await openLoggedFirm("acts_hostile");
    const eventId = await firm.store({ row: { state: name === "release" ? "quarantined" : "dead" } });
    const before = await firm.stateOf(eventId);
    const unknown = randomUUID();
    expect(await hostile.read((tx) => act(tx, [eventId, unknown]))).toEqual({
      changed: [],
      kept: [
        { eventId, reason: "unknown" },
        { eventId: unknown, reason: "unknown" },
      ],
    });
    expect(await firm.stateOf(eventId)).toEqual(before);
    expect(await jobsOf(eventId)).toBe(0);
    expect(await auditOf(hostile, eventId)).toEqual([]);
  },
);

test.each(["replay", "release"])("DAT-03 %s needs the content, and says when it was removed", async (name) => {
  const firm = await openLoggedFirm("acts_removed");
  const state = name === "release" ? "quarantined" : "dead";
  const eventId = await firm.store({ row: { state, payloadCiphertext: null, contentRemovedAt: new Date() } });
  expect(await firm.read((tx) => ACTS[name]?.(tx, [eventId]) ?? Promise.reject())).toEqual({
    changed: [],
    kept: [{ eventId, reason: "content_removed" }],
  });
});

test("one act takes at most 200 events", () => {
  const ids = Array.from({ length: 201 }, () => randomUUID());
  expect(eventsInput.safeParse({ eventIds: ids.slice(0, 200) }).success).toBe(true);
  expect(eventsInput.safeParse({ eventIds: ids }).success).toBe(false);
  expect(eventsInput.safeParse({ eventIds: [] }).success).toBe(false);
});

test("a provider is paused and resumed with all its open endpoints, and no other firm's", async () => {
  const firm = await openLoggedFirm("acts_pause");
  const other = await openLoggedFirm("acts_pause_other");
  const doorsOf = (which: LoggedFirm) =>
    which.read((tx) =>
      tx
        .select({ state: webhookEndpoints.state })
        .from(webhookEndpoints)
        .where(and(eq(webhookEndpoints.provider, "vapi"))),
    );
  expect(await firm.read((tx) => setProviderState(tx, { provider: "vapi", state: "paused" }))).toBe(1);
  expect(await doorsOf(firm)).toEqual([{ state: "paused" }]);
  expect(await doorsOf(other)).toEqual([{ state: "active" }]);
  expect(await firm.read((tx) => setProviderState(tx, { provider: "vapi", state: "paused" }))).toBe(0);
  expect(await firm.read((tx) => setProviderState(tx, { provider: "twilio", state: "active" }))).toBe(0);
  expect(await firm.read((tx) => setProviderState(tx, { provider: "vapi", state: "active" }))).toBe(1);
  await firm.read((tx) =>
    tx.update(webhookEndpoints).set({ state: "deleted" }).where(eq(webhookEndpoints.id, firm.endpointId)),
  );
  expect(await firm.read((tx) => setProviderState(tx, { provider: "vapi", state: "active" }))).toBe(0);
  expect(await doorsOf(firm)).toEqual([{ state: "deleted" }]);
});

test("an event whose work fails keeps its code and tries, and ends as a dead letter when no try is left", async () => {
  const firm = await openLoggedFirm("acts_fail");
  const eventId = await firm.store({ row: { provider: "nobody" } });
  expect(await firm.work(eventId)).toBe("deadletter");
  expect(await firm.stateOf(eventId)).toMatchObject({ state: "dead", failure: "not_found", attempts: 1 });
  await firm.read((tx) => tx.update(webhookEvents).set({ provider: "vapi" }).where(eq(webhookEvents.id, eventId)));
  await firm.read((tx) => replayEvents(tx, { eventIds: [eventId] }));
  expect(await firm.work(eventId)).toBe("completed");
  expect(await firm.stateOf(eventId)).toMatchObject({ state: "processed", failure: null });
});
