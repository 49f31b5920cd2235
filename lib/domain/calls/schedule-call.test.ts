import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callLogs } from "@/db/schema/call-logs";
import { callTokens } from "@/db/schema/call-tokens";
import { caseDetails } from "@/db/schema/case-details";
import { consents } from "@/db/schema/consents";
import { contacts } from "@/db/schema/contacts";
import { gateDecisions } from "@/db/schema/gate-decisions";
import { inTenant } from "@/db/tenant";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { CALLING_TIME, type CallingFirm, createCallingFirm } from "@/tests/support/calling-firm";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { hashCallToken } from "./call-token";
import { cancelCall } from "./cancel-call";
import { draftCall } from "./draft-call";
import { findCallPayload } from "./find-call-payload";
import { scheduleCall } from "./schedule-call";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

function draft(firm: CallingFirm, when = "now") {
  const choice = { caseId: firm.caseId, purpose: "case_information", language: "en" } as const;
  return inTenant(firm.principal, (tx) => draftCall(tx, { ...choice, when, now: CALLING_TIME }));
}

function confirm(firm: CallingFirm, sealedDraft: string, options: { key?: string; now?: Date } = {}) {
  return inTenant(firm.principal, (tx) =>
    scheduleCall(tx, {
      sealedDraft,
      idempotencyKey: options.key ?? randomUUID(),
      userId: firm.userId,
      now: options.now ?? CALLING_TIME,
    }),
  );
}

async function jobsOf(callId: string): Promise<{ name: string; start_after: Date }[]> {
  const { rows } = await database.asOwner(
    "select name, start_after from pgboss.job where data->'payload'->>'callId' = $1",
    [callId],
  );
  return rows as { name: string; start_after: Date }[];
}

test("a confirmed call keeps the shown bytes sealed, a hashed token bound to the missing fields, and one dial at its time", async () => {
  const firm = await createCallingFirm({ orgId: "org_confirm" });
  const made = await draft(firm, "2026-11-24T20:30:00.000Z");
  const result = await confirm(firm, made.sealedDraft);
  if (result.kind !== "scheduled") throw new Error(result.kind);
  const { callId } = result;
  await inTenant(firm.principal, async (tx) => {
    const [call] = await tx.select().from(callLogs).where(eq(callLogs.id, callId));
    expect(call).toMatchObject({
      state: "scheduled",
      dialState: "waiting",
      caseId: firm.caseId,
      contactId: firm.contactId,
      clientNumber: firm.e164,
      createdByUserId: firm.userId,
      scheduledFor: new Date("2026-11-24T20:30:00.000Z"),
    });
    expect(call?.payload).not.toContain("assistantId");
    expect(Buffer.from(call?.payload ?? "", "base64").toString("latin1")).not.toContain("Rosa");
    expect(await findCallPayload(tx, callId)).toBe(made.payloadText);
    const [token] = await tx.select().from(callTokens).where(eq(callTokens.callId, callId));
    const text = /ct_[0-9a-z]{26}/.exec(made.payloadText)?.[0] ?? "";
    expect(token).toMatchObject({
      caseId: firm.caseId,
      tokenHash: hashCallToken(text),
      allowedFields: made.missingFields,
      expiresAt: new Date("2026-11-24T22:30:00.000Z"),
      revokedAt: null,
    });
    const [decision] = await tx.select().from(gateDecisions).where(eq(gateDecisions.moment, "reserve"));
    expect(call?.gateDecisionId).toBe(decision?.id);
  });
  expect(await jobsOf(callId)).toEqual([{ name: "calls.dial", start_after: new Date("2026-11-24T20:30:00.000Z") }]);
});

test("AVL-02 a double press is one call with one dial", async () => {
  const firm = await createCallingFirm({ orgId: "org_double" });
  const { sealedDraft } = await draft(firm);
  const key = randomUUID();
  const results = await Promise.all([
    confirm(firm, sealedDraft, { key }),
    confirm(firm, sealedDraft, { key }),
    confirm(firm, sealedDraft, { key }),
  ]);
  expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
  const calls = await inTenant(firm.principal, (tx) => tx.select({ id: callLogs.id }).from(callLogs));
  expect(calls).toHaveLength(1);
  expect(await jobsOf(calls[0]?.id ?? "")).toHaveLength(1);
  expect(await confirm(firm, sealedDraft, { key, now: new Date(CALLING_TIME.getTime() + 3_600_000) })).toEqual(
    results[0],
  );
});

test("a draft that lay for fifteen minutes is expired", async () => {
  const firm = await createCallingFirm({ orgId: "org_expired" });
  const { sealedDraft, expiresAt } = await draft(firm);
  expect(await confirm(firm, sealedDraft, { now: expiresAt })).toEqual({ kind: "expired" });
});

test("a draft of another person or firm, or one that was changed, opens nothing", async () => {
  const firm = await createCallingFirm({ orgId: "org_owner" });
  const other = await createCallingFirm({ orgId: "org_thief", e164: "+16025550143" });
  const { sealedDraft } = await draft(firm);
  const colleague = testPrincipal("org_owner", { actor: { type: "user", userId: "user_colleague" } });
  const changed = `${sealedDraft.slice(0, -2)}${sealedDraft.endsWith("A") ? "B" : "A"}A`;
  for (const attempt of [
    confirm({ ...firm, principal: colleague, userId: "user_colleague" }, sealedDraft),
    confirm(other, sealedDraft),
    confirm({ ...other, userId: firm.userId }, sealedDraft),
    confirm(firm, changed),
    confirm(firm, ""),
  ]) {
    await expect(attempt).rejects.toMatchObject({ code: "invalid_input" });
  }
});

test("when the case, the client's name or the firm's consent changed, the shown bytes are not sent", async () => {
  const firm = await createCallingFirm({ orgId: "org_stale" });
  const first = await draft(firm);
  await inTenant(firm.principal, (tx) =>
    tx.insert(caseDetails).values({ caseId: firm.caseId, field: "address", value: "1 Main St", source: "staff" }),
  );
  expect(await confirm(firm, first.sealedDraft)).toEqual({ kind: "stale" });
  const second = await draft(firm);
  await inTenant(firm.principal, (tx) => tx.update(contacts).set({ firstName: "Rosalía" }));
  expect(await confirm(firm, second.sealedDraft)).toEqual({ kind: "stale" });
  const third = await draft(firm);
  await inTenant(firm.principal, (tx) => tx.update(consents).set({ revokedAt: new Date() }));
  expect(await confirm(firm, third.sealedDraft)).toMatchObject({ kind: "blocked", decision: { moment: "reserve" } });
});

test("CMP-01 a STOP after the preview blocks the confirmation, and the block is stored", async () => {
  const firm = await createCallingFirm({ orgId: "org_stop_preview" });
  const { sealedDraft } = await draft(firm);
  await inTenant(firm.principal, (tx) =>
    recordOptOut(tx, { e164: firm.e164, channel: "all", kind: "stop", source: "sms", occurredAt: CALLING_TIME }),
  );
  const result = await confirm(firm, sealedDraft);
  if (result.kind !== "blocked") throw new Error(result.kind);
  expect(result.decision.rules.find(({ code }) => code === "opt_out")?.status).toBe("blocked");
  const stored = await inTenant(firm.principal, (tx) =>
    tx.select().from(gateDecisions).where(eq(gateDecisions.id, result.decision.id)),
  );
  expect(stored[0]).toMatchObject({ moment: "reserve", verdict: "blocked" });
});

test("CMP-01 a fourth automated call within a day is blocked, waiting ones included", async () => {
  const firm = await createCallingFirm({ orgId: "org_frequency" });
  const kinds: string[] = [];
  for (let press = 0; press < 4; press += 1) {
    kinds.push((await confirm(firm, (await draft(firm)).sealedDraft)).kind);
  }
  expect(kinds).toEqual(["scheduled", "scheduled", "scheduled", "blocked"]);
});

test("a planned time that passed while the person was reading means now", async () => {
  const firm = await createCallingFirm({ orgId: "org_passed" });
  const made = await draft(firm, "2026-11-24T18:05:00.000Z");
  const now = new Date("2026-11-24T18:10:00.000Z");
  const result = await confirm(firm, made.sealedDraft, { now });
  if (result.kind !== "scheduled") throw new Error(result.kind);
  const [call] = await inTenant(firm.principal, (tx) => tx.select().from(callLogs));
  expect(call?.scheduledFor).toEqual(now);
});

test("a waiting call is cancelled once, its token is dead, and a foreign or unknown id answers alike", async () => {
  const firm = await createCallingFirm({ orgId: "org_cancel" });
  const other = await createCallingFirm({ orgId: "org_cancel_b", e164: "+16025550143" });
  const result = await confirm(firm, (await draft(firm)).sealedDraft);
  if (result.kind !== "scheduled") throw new Error(result.kind);
  const unknown = { code: "not_found", publicMessage: "There is no such call" };
  await expect(inTenant(other.principal, (tx) => cancelCall(tx, result.callId))).rejects.toMatchObject(unknown);
  await expect(inTenant(firm.principal, (tx) => cancelCall(tx, randomUUID()))).rejects.toMatchObject(unknown);
  for (const _ of [1, 2]) await inTenant(firm.principal, (tx) => cancelCall(tx, result.callId));
  const [call] = await inTenant(firm.principal, (tx) => tx.select().from(callLogs));
  expect(call).toMatchObject({
    state: "cancelled",
    outcome: "canceled",
    failureCode: "cancelled_by_staff",
    revision: 1,
  });
  const [token] = await inTenant(firm.principal, (tx) => tx.select().from(callTokens));
  expect(token?.revokedAt).not.toBeNull();
});

test("a call whose dialling began cannot be cancelled", async () => {
  const firm = await createCallingFirm({ orgId: "org_too_late" });
  const result = await confirm(firm, (await draft(firm)).sealedDraft);
  if (result.kind !== "scheduled") throw new Error(result.kind);
  await inTenant(firm.principal, (tx) => tx.update(callLogs).set({ dialState: "dialling" }));
  await expect(inTenant(firm.principal, (tx) => cancelCall(tx, result.callId))).rejects.toMatchObject({
    code: "conflict",
  });
});
