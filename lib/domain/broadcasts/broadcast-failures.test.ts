import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import { inTenant } from "@/db/tenant";
import { beginBroadcast } from "@/lib/jobs/handlers/begin-broadcast";
import { stepBroadcast } from "@/lib/jobs/handlers/step-broadcast";
import { addClients, saveDraft, startDraft } from "@/tests/support/broadcast-audience";
import { CALLING_TIME } from "@/tests/support/calling-firm";
import { createSendingFirm, type SendingFirm } from "@/tests/support/sending-firm";
import { createTestDatabase, swiftestKind, type TestDatabase } from "@/tests/support/test-database";
import { countOutcomes } from "./count-outcomes";
import { exportRecipients } from "./export-recipients";
import { listRecipients } from "./list-recipients";

let database: TestDatabase;
let firm: SendingFirm;
let broadcastId: string;

type Told = { send?: "refused"; own?: string; code: string | null; text?: string };

/** What the provider told of each of the audience, in its order; the last one arrived. */
const TOLD: readonly (Told | null)[] = [
  { code: "30007", text: "Message filtered" },
  { send: "refused", own: "filtered", code: "21999", text: "Looks like spam" },
  { code: "30003" },
  { code: "48123", text: "Gateway gone" },
  { code: null },
  null,
];

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: CALLING_TIME });
  database = await createTestDatabase(await swiftestKind());
  firm = await createSendingFirm({ orgId: "org_bc_failures" });
  await addClients(
    firm,
    Array.from({ length: TOLD.length - 1 }, () => ({})),
  );
  broadcastId = await saveDraft(firm);
  await startDraft(firm, broadcastId);
  for (const job of [beginBroadcast, stepBroadcast]) {
    await job.run({
      id: randomUUID(),
      data: { tenantId: firm.principal.tenantId, payload: { broadcastId } },
      ...{ retryCount: 0, retryLimit: 8, signal: new AbortController().signal },
    });
  }
  await inTenant(firm.principal, async (tx) => {
    const sends = await tx.select().from(messageSends).orderBy(asc(messageSends.messageId));
    expect(sends).toHaveLength(TOLD.length);
    for (const [index, { messageId }] of sends.entries()) {
      const told = TOLD[index];
      await tx
        .update(messageSends)
        .set(told?.send ? { state: told.send, failureCode: told.own ?? null } : { state: "accepted" })
        .where(eq(messageSends.messageId, messageId));
      const state = told ? "undelivered" : "delivered";
      await tx
        .update(messages)
        .set({ state, failureCode: told?.code ?? null, failureReason: told?.text ?? null })
        .where(eq(messages.id, messageId));
    }
  });
});
afterAll(async () => {
  vi.useRealTimers();
  await database.drop();
});

test("failures are counted by their cause, not by the provider's code, and a cause opens all its people", async () => {
  const { byOutcome, reasons } = await inTenant(firm.principal, (tx) => countOutcomes(tx, broadcastId));
  expect(byOutcome).toMatchObject({ failed: 5, delivered: 1 });
  expect(reasons).toEqual([
    { outcome: "failed", reason: "filtered", count: 2 },
    { outcome: "failed", reason: "other", count: 2 },
    { outcome: "failed", reason: "handset_unreachable", count: 1 },
  ]);
  const { rows } = await inTenant(firm.principal, (tx) =>
    listRecipients(tx, { broadcastId, outcome: "failed", reason: "filtered", limit: 10 }),
  );
  expect(rows.map(({ providerCode, providerText }) => [providerCode, providerText]).toSorted()).toEqual([
    ["21999", "Looks like spam"],
    ["30007", "Message filtered"],
  ]);
});

test("the export names cause and next step in the reader's language, beside the provider's own code", async () => {
  const read = async (locale: "en" | "es") =>
    (await inTenant(firm.principal, (tx) => exportRecipients(tx, { broadcastId, locale }))).csv.trim().split("\r\n");
  const [head, ...english] = await read("en");
  expect(head).toContain("outcome,reason,cause,next_step,provider_code,provider_text");
  expect(english.find((line) => line.includes("30007"))).toContain(
    'failed,filtered,The carrier filtered it as unwanted.,"Write it differently, without links or words that look like advertising.",30007,Message filtered',
  );
  expect(english.find((line) => line.includes("48123"))).toContain("failed,other,The provider could not deliver it.");
  expect(english.find((line) => line.includes("delivered"))).toContain("delivered,,,,,,");
  const spanish = await read("es");
  expect(spanish.find((line) => line.includes("30007"))).toContain("El operador lo filtró como no deseado.");
});
