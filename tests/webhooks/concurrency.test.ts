import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callLogs } from "@/db/schema/call-logs";
import { callToolInvocations } from "@/db/schema/call-tool-invocations";
import { caseDetailProposals } from "@/db/schema/case-detail-proposals";
import { leads } from "@/db/schema/leads";
import { optoutEvents } from "@/db/schema/optout-events";
import { webhookEvents } from "@/db/schema/webhook-events";
import { verifyFirmChain } from "@/lib/domain/audit/verify-firm-chain";
import { createTestDatabase, postgresAnswers, type TestDatabase } from "@/tests/support/test-database";
import {
  about,
  deliver,
  fictionalNumber,
  type Json,
  openWebhookFirm,
  proofOf,
  toolCall,
  type WebhookFirm,
} from "./webhook-firm";

const COPIES = 50;
/** Requests that are answered at once hold a connection each, and the pool has twenty. */
const ANSWERED_COPIES = 20;
const hasPostgres = await postgresAnswers();

let database: TestDatabase;
let firm: WebhookFirm;
beforeAll(async () => {
  database = await createTestDatabase(hasPostgres ? "pg" : "pglite");
  firm = await openWebhookFirm("parallel");
});
afterAll(() => database.drop());

test("PostgreSQL answers where these races are required to be real ones", () => {
  expect(hasPostgres || process.env["CI"] !== "true").toBe(true);
});

/** Sends the same signed bytes many times at once. */
async function sendAtOnce(copies: number, message: Json): Promise<Json[]> {
  const body = JSON.stringify({ message });
  const headers = proofOf("standard-webhooks", firm.secret, body);
  const responses = await Promise.all(Array.from({ length: copies }, () => deliver(firm.token, body, headers)));
  expect(responses.map(({ status }) => status)).toEqual(Array(copies).fill(200));
  return Promise.all(responses.map(async (response) => (await response.json()) as Json));
}

test("WH-05 fifty copies of a delivery at once are one event, one job and one effect", async () => {
  const call = await firm.placeCall();
  const answers = await sendAtOnce(COPIES, about(call, { type: "status-update", status: "ringing" }));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.toSorted()).toEqual(["accepted", ...Array(COPIES - 1).fill("duplicate")]);
  expect(await firm.read((tx) => tx.$count(webhookEvents, eq(webhookEvents.callId, call.callId)))).toBe(1);
  const { rows } = await database.asOwner(
    "select count(*)::int as n from pgboss.job where name = 'webhooks.process' and data->>'tenantId' = $1",
    [firm.principal.tenantId],
  );
  expect(rows).toEqual([{ n: 1 }]);
  expect(await Promise.all(Array.from({ length: 5 }, () => firm.work()))).toContain(1);
  const [row] = await firm.read((tx) => tx.select().from(callLogs).where(eq(callLogs.id, call.callId)));
  expect(row).toMatchObject({ state: "ringing", revision: 1 });
});

test("WH-05 many copies of a tool call at once have one effect and one answer", async () => {
  const call = await firm.placeCall();
  const asked = [
    toolCall("save_case_detail", { field: "email", value: "ana@example.test" }, "call_once"),
    toolCall("stop_contacting", { scope: "everything" }, "call_stop"),
  ];
  const answers = await sendAtOnce(ANSWERED_COPIES, about(call, { type: "tool-calls", toolCallList: asked }));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({
    results: [{ result: '{"saved":true}' }, { result: expect.stringContaining("stopped") }],
  });
  const counts = await firm.read(async (tx) => [
    await tx.$count(caseDetailProposals, eq(caseDetailProposals.callId, call.callId)),
    await tx.$count(callToolInvocations, eq(callToolInvocations.callId, call.callId)),
    await tx.$count(optoutEvents, eq(optoutEvents.sourceCallId, call.callId)),
  ]);
  expect(counts).toEqual([1, 2, 1]);
});

test("WH-05 a caller announced many times at once is one call and one lead", async () => {
  const number = fictionalNumber();
  const providerCallId = randomUUID();
  await sendAtOnce(ANSWERED_COPIES, { type: "assistant-request", call: { id: providerCallId, customer: { number } } });
  expect(await firm.read((tx) => tx.$count(leads, eq(leads.phone, number)))).toBe(1);
  expect(await firm.read((tx) => tx.$count(callLogs, eq(callLogs.providerCallId, providerCallId)))).toBe(1);
});

test("many calls' events, tools and ends at once leave each call whole and the chain unbroken", async () => {
  const calls = await Promise.all(Array.from({ length: 12 }, () => firm.placeCall()));
  await Promise.all(
    calls.flatMap((call) => [
      firm.send(about(call, { type: "status-update", status: "in-progress" })),
      firm.send(
        about(call, {
          type: "tool-calls",
          toolCallList: [toolCall("save_case_detail", { field: "email", value: "a@example.test" })],
        }),
      ),
      firm.send(about(call, { type: "status-update", status: "ringing" })),
    ]),
  );
  await Promise.all(calls.map((call) => firm.send(about(call, { type: "status-update", status: "ended" }))));
  await Promise.all([firm.work(), firm.work(), firm.work()]);
  await firm.work();
  const rows = await firm.read((tx) =>
    tx
      .select()
      .from(callLogs)
      .where(sql`${callLogs.id} = any(${sql.param(calls.map(({ callId }) => callId))})`),
  );
  expect(rows.map(({ state }) => state)).toEqual(Array(12).fill("ended"));
  expect(rows.every(({ answeredAt }) => answeredAt !== null)).toBe(true);
  const proposals = await firm.read((tx) =>
    tx.select({ callId: caseDetailProposals.callId }).from(caseDetailProposals),
  );
  for (const { callId } of calls) expect(proposals.filter((proposal) => proposal.callId === callId)).toHaveLength(1);
  expect(await firm.read(verifyFirmChain)).toMatchObject({ ok: true });
});
