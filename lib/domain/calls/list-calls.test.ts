import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callLogs } from "@/db/schema/call-logs";
import { callToolInvocations } from "@/db/schema/call-tool-invocations";
import { webhookEvents } from "@/db/schema/webhook-events";
import { inTenant } from "@/db/tenant";
import { type CallingFirm, createCallingFirm } from "@/tests/support/calling-firm";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { findCall } from "./find-call";
import { findCallEvents } from "./find-call-events";
import { findCallPayload } from "./find-call-payload";
import { findCallRevision } from "./find-call-revision";
import { type CallFilter, listCalls, listCallsOfCase } from "./list-calls";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

const START = Date.parse("2026-11-20T10:00:00.000Z");

async function insertCalls(firm: CallingFirm, calls: Partial<typeof callLogs.$inferInsert>[]): Promise<string[]> {
  const rows = calls.map((call, index) => ({
    direction: "outbound" as const,
    purpose: "callback" as const,
    language: "en" as const,
    clientNumber: firm.e164,
    createdAt: new Date(START + index * 1000),
    ...call,
    id: randomUUID(),
  }));
  await inTenant(firm.principal, (tx) => tx.insert(callLogs).values(rows));
  return rows.map(({ id }) => id);
}

function list(firm: CallingFirm, filter: Partial<CallFilter> = {}) {
  return inTenant(firm.principal, (tx) => listCalls(tx, { limit: 50, ...filter }));
}

test("pages follow one another newest first, without a gap or a repeat, also at equal times", async () => {
  const firm = await createCallingFirm({ orgId: "org_pages" });
  const createdAt = new Date(START);
  const ids = await insertCalls(firm, [{}, {}, {}, {}, { createdAt }, { createdAt }, { createdAt }]);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await list(firm, { cursor, limit: 2 });
    seen.push(...page.rows.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toHaveLength(7);
  expect(new Set(seen)).toEqual(new Set(ids));
  expect(seen.slice(0, 3)).toEqual([ids[3], ids[2], ids[1]]);
  expect((await list(firm, { cursor: "not-a-cursor" })).rows).toHaveLength(7);
});

test("calls are found by state, direction, outcome, case, client, case title, and digits of the number", async () => {
  const firm = await createCallingFirm({ orgId: "org_filters" });
  const [own, inbound, ended] = await insertCalls(firm, [
    { caseId: firm.caseId, contactId: firm.contactId },
    { direction: "inbound", purpose: "inbound", clientNumber: "+13105550166" },
    { state: "ended", outcome: "voicemail" },
  ]);
  const found = async (filter: Partial<CallFilter>) => (await list(firm, filter)).rows.map(({ id }) => id);
  expect(await found({ state: "ended" })).toEqual([ended]);
  expect(await found({ direction: "inbound" })).toEqual([inbound]);
  expect(await found({ outcome: "voicemail" })).toEqual([ended]);
  expect(await found({ caseId: firm.caseId })).toEqual([own]);
  expect(await found({ query: "canaryl" })).toEqual([own]);
  expect(await found({ query: "transport" })).toEqual([own]);
  expect(await found({ query: "(310) 555-0166" })).toEqual([inbound]);
  expect(await found({ query: "5550166" })).toEqual([inbound]);
  expect(await found({ query: "1041" })).toEqual([own]);
  expect(await found({ query: "nobody'; drop table call_logs" })).toEqual([]);
  const [row] = await inTenant(firm.principal, (tx) => listCallsOfCase(tx, firm.caseId));
  expect(row).toMatchObject({ id: own, contactName: "Rosa Canarylast", caseNumber: 1041 });
});

test("TEN-09 a call of another firm, or behind a wall, is nowhere: not in a list, not by its id, not in its events", async () => {
  const firm = await createCallingFirm({ orgId: "org_walled", restrictedTo: ["user_inside"] });
  const other = await createCallingFirm({ orgId: "org_walled_other", e164: "+16025550143" });
  const inside = {
    ...firm,
    principal: testPrincipal("org_walled", { actor: { type: "user", userId: "user_inside" } }),
  };
  const [callId = ""] = await insertCalls(inside, [{ caseId: firm.caseId, contactId: firm.contactId }]);
  await inTenant(inside.principal, async (tx) => {
    await tx.insert(webhookEvents).values({
      provider: "vapi",
      identity: "x:status-update:ringing",
      eventType: "status-update",
      callId,
      verification: "standard-webhooks",
      verifiedWith: "current",
    });
    await tx.insert(callToolInvocations).values({
      callId,
      toolCallId: "t1",
      name: "get_missing_information",
      outcome: "done",
      answer: { result: "{}" },
    });
  });
  expect((await list(inside)).rows).toHaveLength(1);
  expect(await inTenant(inside.principal, (tx) => findCallEvents(tx, callId))).toMatchObject({
    webhooks: [{ eventType: "status-update", verification: "standard-webhooks" }],
    toolInvocations: [{ name: "get_missing_information", outcome: "done" }],
  });
  for (const outsider of [firm, other]) {
    expect((await list(outsider)).rows).toEqual([]);
    expect((await list(outsider, { query: "canarylast" })).rows).toEqual([]);
    for (const id of [callId, randomUUID()]) {
      const [call, revision, events, payload] = await inTenant(outsider.principal, async (tx) => [
        await findCall(tx, id),
        await findCallRevision(tx, id),
        await findCallEvents(tx, id),
        await findCallPayload(tx, id),
      ]);
      expect([call, revision, events, payload]).toEqual([null, null, null, null]);
    }
  }
});

test("a call's record is plain data with money as a number and no payload", async () => {
  const firm = await createCallingFirm({ orgId: "org_record" });
  const [callId = ""] = await insertCalls(firm, [
    { caseId: firm.caseId, contactId: firm.contactId, costUsd: "0.142300", payload: "c2VhbGVk", revision: 3 },
  ]);
  const call = await inTenant(firm.principal, (tx) => findCall(tx, callId));
  expect(call).toMatchObject({
    id: callId,
    costUsd: 0.1423,
    revision: 3,
    case: { id: firm.caseId, caseNumber: 1041 },
    contact: { id: firm.contactId, firstName: "Rosa" },
    decision: null,
    transcript: [],
  });
  expect(JSON.stringify(call)).not.toContain("c2VhbGVk");
  expect(JSON.stringify(call)).not.toContain("078-05-1120");
});
