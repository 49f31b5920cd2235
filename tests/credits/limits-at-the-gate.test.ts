import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { creditHolds } from "@/db/schema/credit-holds";
import { creditLimits } from "@/db/schema/credit-limits";
import { inTenant } from "@/db/tenant";
import { draftCall } from "@/lib/domain/calls/draft-call";
import { scheduleCall } from "@/lib/domain/calls/schedule-call";
import type { StoredGateDecision } from "@/lib/domain/contact-gate/decide-for-contact";
import { beginBroadcast } from "@/lib/jobs/handlers/begin-broadcast";
import { stepBroadcast } from "@/lib/jobs/handlers/step-broadcast";
import { runAs } from "../jobs/job-calls";
import { addClients, saveDraft, startDraft } from "../support/broadcast-audience";
import { CALLING_TIME } from "../support/calling-firm";
import { createSendingFirm, type SendingFirm } from "../support/sending-firm";
import { createTestDatabase, type TestDatabase } from "../support/test-database";

let database: TestDatabase;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: CALLING_TIME });
  database = await createTestDatabase("pglite");
});
afterAll(async () => {
  vi.useRealTimers();
  await database.drop();
});

const firmOf = () => createSendingFirm({ orgId: `org_ceiling_${randomUUID().slice(0, 8)}` });

function limit(firm: SendingFirm, scope: "firm" | "channel" | "user", subject: string, amount: number) {
  return inTenant(firm.principal, (tx) =>
    tx.insert(creditLimits).values({ scope, subject, period: "day", amount, setByUserId: "user_admin" }),
  );
}

/** What became of a text by `userId`: accepted, or by whose limit it was held back. */
async function text(firm: SendingFirm, userId = firm.userId) {
  const result = await firm.reserve({ userId });
  return result.kind === "blocked" ? brokenIn(result.decision) : result.kind;
}

async function call(firm: SendingFirm, userId = firm.userId) {
  const choice = { caseId: firm.caseId, purpose: "case_information", language: "en", when: "now" } as const;
  const now = new Date();
  const who = { ...firm.principal, actor: { type: "user", userId } } as const;
  const { sealedDraft } = await inTenant(who, (tx) => draftCall(tx, { ...choice, now }));
  const result = await inTenant(who, (tx) =>
    scheduleCall(tx, { sealedDraft, idempotencyKey: randomUUID(), userId, now }),
  );
  return result.kind === "blocked" ? brokenIn(result.decision) : result.kind;
}

function brokenIn({ rules }: StoredGateDecision) {
  const credits = rules.find(({ code }) => code === "credits");
  const broken = credits?.code === "credits" ? credits.evidence.brokenLimit : null;
  return broken && { scope: broken.scope, subject: broken.subject };
}

const holdsOf = (firm: SendingFirm) =>
  inTenant(firm.principal, (tx) =>
    tx.select({ userId: creditHolds.userId, channel: creditHolds.channel }).from(creditHolds),
  );

test("AVL-01 a person's limit holds back that person's texts and calls at the gate, and nobody else's", async () => {
  const firm = await firmOf();
  await limit(firm, "user", firm.userId, 1);
  const own = { scope: "user", subject: firm.userId };
  expect(await call(firm)).toEqual(own);
  expect(await text(firm)).toBe("accepted");
  expect(await text(firm)).toEqual(own);
  expect(await text(firm, "user_colleague")).toBe("accepted");
  expect(await call(firm, "user_colleague")).toBe("scheduled");
  expect(await holdsOf(firm)).toEqual([
    { userId: firm.userId, channel: "sms" },
    { userId: "user_colleague", channel: "sms" },
    { userId: "user_colleague", channel: "voice" },
  ]);
});

test("AVL-01 what a person spends on calls counts for their limit", async () => {
  const firm = await firmOf();
  await limit(firm, "user", firm.userId, 100);
  expect(await call(firm)).toBe("scheduled");
  expect(await text(firm)).toEqual({ scope: "user", subject: firm.userId });
});

test("AVL-01 a channel's limit holds back that channel alone, and the firm's everything", async () => {
  const firm = await firmOf();
  await limit(firm, "channel", "sms", 1);
  expect(await text(firm)).toBe("accepted");
  expect(await text(firm, "user_colleague")).toEqual({ scope: "channel", subject: "sms" });
  expect(await call(firm)).toBe("scheduled");
  await limit(firm, "firm", "", 1);
  expect(await text(firm)).toEqual({ scope: "firm", subject: "" });
  expect(await call(firm)).toEqual({ scope: "firm", subject: "" });
});

test("AVL-01 a broadcast spends within the limit of the person who started it", async () => {
  const firm = await firmOf();
  await limit(firm, "user", firm.userId, 2);
  await addClients(firm, [{}, {}, {}]);
  const broadcastId = await saveDraft(firm, { bodyEn: "The office is closed on Friday.", bodyEs: null });
  await startDraft(firm, broadcastId);
  await runAs(firm, beginBroadcast.run, { broadcastId });
  await runAs(firm, stepBroadcast.run, { broadcastId });
  const spent = { userId: firm.userId, channel: "sms" };
  expect(await holdsOf(firm)).toEqual([spent, spent]);
  expect(await text(firm, "user_colleague")).toBe("accepted");
});
