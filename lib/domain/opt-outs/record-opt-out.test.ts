import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { automationLogs } from "@/db/schema/automation-logs";
import { callLogs } from "@/db/schema/call-logs";
import { optoutEvents } from "@/db/schema/optout-events";
import { optoutRegistry } from "@/db/schema/optout-registry";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import type { OptOutInput } from "./opt-out-input";
import { recordOptOut } from "./record-opt-out";

const NUMBER = "+16025550142";
const NOON = new Date("2026-11-24T18:00:00.000Z");

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

function at(minutes: number): Date {
  return new Date(NOON.getTime() + minutes * 60_000);
}

function record(orgId: string, input: Partial<OptOutInput>) {
  const stop = { e164: NUMBER, channel: "all", kind: "stop", source: "sms", occurredAt: NOON } as const;
  return inTenant(testPrincipal(orgId), (tx) => recordOptOut(tx, { ...stop, ...input }));
}

async function stateOf(orgId: string) {
  const rows = await inTenant(testPrincipal(orgId), (tx) =>
    tx.select({ state: optoutRegistry.state, effectiveAt: optoutRegistry.effectiveAt }).from(optoutRegistry),
  );
  expect(rows).toHaveLength(1);
  return rows[0];
}

test("CMP-03 whatever the order of arrival, the register shows the wish that was uttered last", async () => {
  const events = [
    { kind: "stop", occurredAt: at(1) },
    { kind: "start", occurredAt: at(2), words: "START" },
    { kind: "stop", occurredAt: at(3) },
  ] as const;
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ];
  for (const [index, order] of orders.entries()) {
    for (const position of order) await record(`org_order_${index}`, events[position] ?? {});
    expect(await stateOf(`org_order_${index}`)).toEqual({ state: "opted_out", effectiveAt: at(3) });
  }
});

test("CMP-03 at equal times the stop stands, and a start without proof is refused and leaves nothing", async () => {
  await record("org_tie", { kind: "start", occurredAt: NOON, words: "yes, call me again" });
  await record("org_tie", { kind: "stop", occurredAt: NOON });
  expect((await stateOf("org_tie"))?.state).toBe("opted_out");
  const silent = record("org_tie", { kind: "start", occurredAt: at(5), words: "  ", source: "staff" });
  await expect(silent).rejects.toMatchObject({ code: "invalid_input" });
  const events = await inTenant(testPrincipal("org_tie"), (tx) => tx.select().from(optoutEvents));
  expect(events).toHaveLength(2);
});

test("CMP-01 a stop takes back every waiting call to the number and no other, with a line in the log for each", async () => {
  const who = testPrincipal("org_cancel");
  const call = { direction: "outbound", purpose: "callback", language: "en" } as const;
  const ids = { one: randomUUID(), two: randomUUID(), dialled: randomUUID(), other: randomUUID() };
  await inTenant(who, async (tx) => {
    await tx.insert(callLogs).values([
      { ...call, id: ids.one, clientNumber: NUMBER },
      { ...call, id: ids.two, clientNumber: NUMBER },
      { ...call, id: ids.dialled, clientNumber: NUMBER, dialState: "dialling", dialAttemptedAt: NOON },
      { ...call, id: ids.other, clientNumber: "+16025550143" },
    ]);
  });
  expect(await record("org_cancel", {})).toMatchObject({ state: "opted_out", cancelledCalls: 2 });
  const states = await inTenant(who, (tx) =>
    tx.select({ id: callLogs.id, state: callLogs.state, failureCode: callLogs.failureCode }).from(callLogs),
  );
  expect(Object.fromEntries(states.map(({ id, state }) => [id, state]))).toEqual({
    [ids.one]: "cancelled",
    [ids.two]: "cancelled",
    [ids.dialled]: "scheduled",
    [ids.other]: "scheduled",
  });
  const lines = await inTenant(who, (tx) =>
    tx
      .select({ subjectId: automationLogs.subjectId })
      .from(automationLogs)
      .where(and(eq(automationLogs.action, "call.cancelled"), eq(automationLogs.subjectType, "call"))),
  );
  expect(lines.map(({ subjectId }) => subjectId).toSorted()).toEqual([ids.one, ids.two].toSorted());
});

test("a late, older stop does not take calls back that a newer start allowed", async () => {
  const who = testPrincipal("org_late_stop");
  await record("org_late_stop", { kind: "start", occurredAt: at(10), words: "START" });
  await inTenant(who, (tx) =>
    tx.insert(callLogs).values({ direction: "outbound", purpose: "callback", language: "en", clientNumber: NUMBER }),
  );
  expect(await record("org_late_stop", { occurredAt: at(1) })).toMatchObject({ state: "opted_in", cancelledCalls: 0 });
});

test("T-09 every wish stays in the ledger with its words, source and time", async () => {
  await record("org_ledger", { source: "voice_call", words: "please stop calling me", channel: "voice" });
  await record("org_ledger", { occurredAt: at(1), words: "STOP", channel: "sms" });
  const rows = await inTenant(testPrincipal("org_ledger"), (tx) => tx.select().from(optoutEvents));
  expect(rows.map(({ channel, source, words }) => ({ channel, source, words }))).toEqual(
    expect.arrayContaining([
      { channel: "voice", source: "voice_call", words: "please stop calling me" },
      { channel: "sms", source: "sms", words: "STOP" },
    ]),
  );
});
