import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callLogs } from "@/db/schema/call-logs";
import { inTenant } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { dryRunEvent } from "@/lib/domain/webhook-events/dry-run-event";
import { dryRunEvents } from "@/lib/domain/webhook-events/dry-run-events";
import { processWebhookEventJob } from "@/lib/domain/webhook-events/process-webhook-event.job";
import { enqueue } from "@/lib/jobs/enqueue";
import { runEventWork } from "@/lib/webhooks/run-event-work";
import { createTestDatabase, databaseKinds, type TestDatabase } from "@/tests/support/test-database";
import { CANARIES, type LoggedFirm, openLoggedFirm } from "./logged-firm";

describe.each(await databaseKinds())("dry run on %s", (kind) => {
  let database: TestDatabase;
  let firm: LoggedFirm;
  beforeAll(async () => {
    database = await createTestDatabase(kind);
    firm = await openLoggedFirm("dry");
  });
  afterAll(() => database.drop());

  /** Every table of the product and of the queue with its number of rows and a hash of what stands in it. */
  async function everything(): Promise<Record<string, string>> {
    const { rows } = await database.asOwner(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'pgboss') and c.relkind = 'r' and c.relname not in ('queue', 'version', 'warning') order by 1`,
    );
    const found: Record<string, string> = {};
    for (const { name } of rows as { name: string }[]) {
      const counted = await database.asOwner(
        `select count(*)::int || ' rows, ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as state from ${name} t`,
      );
      found[name] = (counted.rows[0] as { state: string }).state;
    }
    return found;
  }

  test("WH-11 it tells the changes and lines that the work would make, and leaves nothing", async () => {
    const eventId = await firm.store();
    const before = await everything();
    const run = await dryRunEvent(firm.principal, { eventId, work: runEventWork });
    expect(await everything()).toEqual(before);
    expect(Object.keys(before).length).toBeGreaterThan(30);
    expect(run.failure).toBeNull();
    const changed = run.changes.find(({ subjectType }) => subjectType === "call_logs");
    expect(changed).toMatchObject({ action: "call_logs.update", subjectId: firm.callId, isWalled: false });
    expect(changed?.fields).toContainEqual({
      field: "state",
      before: { kind: "value", text: "scheduled" },
      after: { kind: "value", text: "ended" },
    });
    expect(changed?.fields).toContainEqual({
      field: "transcript",
      before: { kind: "redacted" },
      after: { kind: "redacted" },
    });
    expect(run.changes.map(({ action }) => action)).toContain("optout_events.insert");
    expect(run.lines.length).toBeGreaterThan(0);
    for (const canary of CANARIES) expect(JSON.stringify(run)).not.toContain(canary);
  });

  test("it tells the jobs that would be queued, and none is", async () => {
    const eventId = await firm.store();
    const before = await everything();
    const at = new Date("2027-01-01T00:00:00Z");
    const { jobs } = await dryRunEvent(firm.principal, {
      eventId,
      work: async (tx) => {
        await enqueue(tx, processWebhookEventJob, { eventId });
        await enqueue(tx, processWebhookEventJob, { eventId }, { at });
      },
    });
    expect(jobs).toEqual([
      { name: "webhooks.process", at: null },
      { name: "webhooks.process", at },
    ]);
    expect(await everything()).toEqual(before);
  });

  test("what it told is what the work then does, and after that it tells that nothing is left to change", async () => {
    const calm = await openLoggedFirm("dry_true");
    const eventId = await calm.store();
    const told = await dryRunEvent(calm.principal, { eventId, work: runEventWork });
    expect(await calm.work(eventId)).toBe("completed");
    expect((await calm.linesOf(eventId)).toSorted()).toEqual(told.lines.map(({ action }) => action).toSorted());
    const again = await dryRunEvent(calm.principal, { eventId, work: runEventWork });
    expect(again).toEqual({ eventId, failure: null, changes: [], lines: [], jobs: [] });
  });

  test("a work that fails is told by its code, and leaves nothing either", async () => {
    const eventId = await firm.store();
    const before = await everything();
    const failing = await dryRunEvent(firm.principal, {
      eventId,
      work: async (tx) => {
        await tx.update(callLogs).set({ summary: "half" }).where(eq(callLogs.id, firm.callId));
        throw new AppError("conflict", "No");
      },
    });
    expect(failing).toEqual({ eventId, failure: "conflict", changes: [], lines: [], jobs: [] });
    const broken = await dryRunEvent(firm.principal, {
      eventId,
      work: async (tx) => {
        await tx.execute("select 1 / 0");
      },
    });
    expect(broken.failure).toBe("internal");
    expect(await everything()).toEqual(before);
  });

  test("TEN-05 another firm's event answers as an unknown one, and its work is not tried", async () => {
    const eventId = await firm.store();
    const hostile = await openLoggedFirm("dry_hostile");
    const trial = (id: string) =>
      dryRunEvent(hostile.principal, { eventId: id, work: async () => Promise.reject(new Error("tried")) }).catch(
        (error: unknown) => (error instanceof AppError ? [error.code, error.message] : error),
      );
    const foreign = await trial(eventId);
    expect(foreign).toEqual(await trial(randomUUID()));
    expect(foreign).toEqual(["not_found", "This event does not exist"]);
  });

  test("an event of a restricted case is refused to whoever is outside the wall", async () => {
    const walled = await openLoggedFirm("dry_wall", { isRestricted: true });
    const eventId = await walled.store();
    await expect(dryRunEvent(walled.outsider, { eventId, work: runEventWork })).rejects.toMatchObject({
      code: "forbidden",
    });
    const inside = await dryRunEvent(walled.principal, { eventId, work: runEventWork });
    expect(inside.changes.some(({ subjectId }) => subjectId === walled.callId)).toBe(true);
  });

  test("what an event without a call would change behind a wall keeps its place and says nothing", async () => {
    const walled = await openLoggedFirm("dry_behind", { isRestricted: true });
    const eventId = await walled.store({ row: { callId: null } });
    const work = async (tx: Parameters<typeof runEventWork>[0]) => {
      await tx.update(callLogs).set({ state: "ended" }).where(eq(callLogs.id, walled.callId));
    };
    const run = await dryRunEvent(walled.outsider, { eventId, work });
    expect(run.changes).toEqual([
      { action: "call_logs.update", subjectType: "call_logs", subjectId: null, fields: [], isWalled: true },
    ]);
    expect(JSON.stringify(run)).not.toContain(walled.callId);
  });

  test("many are tried one by one, and the summary counts what each would do", async () => {
    const many = await openLoggedFirm("dry_many");
    const good = await many.store();
    const removed = await many.store({ row: { payloadCiphertext: null, contentRemovedAt: new Date() } });
    const unreadable = await many.store({ row: { provider: "nobody" } });
    const before = await everything();
    const unknown = randomUUID();
    const summary = await dryRunEvents(many.principal, {
      eventIds: [good, removed, unreadable, unknown, good],
      work: runEventWork,
    });
    expect(await everything()).toEqual(before);
    expect(summary).toMatchObject({
      changing: 1,
      unchanged: 0,
      failing: [{ eventId: unreadable, code: "not_found" }],
      refused: [
        { eventId: removed, code: "not_found" },
        { eventId: unknown, code: "not_found" },
      ],
      untried: 0,
    });
    expect(summary.changes).toContainEqual({ action: "call_logs.update", count: 1 });
  });

  test("trials end when a person has waited long enough, and the rest is counted", async () => {
    const slow = await openLoggedFirm("dry_slow");
    const eventIds = [await slow.store(), await slow.store(), await slow.store()];
    let now = 0;
    const clock = () => (now += 6_000);
    const summary = await dryRunEvents(slow.principal, { eventIds, work: async () => {} }, clock);
    expect(summary).toMatchObject({ unchanged: 1, untried: 2 });
  });

  test("a dry run beside the event's own work waits for it", async () => {
    const busy = await openLoggedFirm("dry_beside");
    const eventId = await busy.store();
    const [, run] = await Promise.all([
      busy.work(eventId),
      dryRunEvent(busy.principal, { eventId, work: runEventWork }),
    ]);
    expect(run.failure).toBeNull();
    const [call] = await inTenant(busy.principal, (tx) =>
      tx.select({ state: callLogs.state }).from(callLogs).where(eq(callLogs.id, busy.callId)),
    );
    expect(call?.state).toBe("ended");
  });
});
