import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callLogs } from "@/db/schema/call-logs";
import { callTokens } from "@/db/schema/call-tokens";
import { caseParties } from "@/db/schema/case-parties";
import { connections } from "@/db/schema/connections";
import { contactPhones } from "@/db/schema/contact-phones";
import { firms } from "@/db/schema/firms";
import { leadMetadata } from "@/db/schema/lead-metadata";
import { leads } from "@/db/schema/leads";
import { optoutEvents } from "@/db/schema/optout-events";
import { webhookEvents } from "@/db/schema/webhook-events";
import { hashCallToken } from "@/lib/domain/calls/call-token";
import { setEndpointState } from "@/lib/domain/webhook-endpoints/set-endpoint-state";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import {
  fictionalNumber,
  type Json,
  makeCase,
  makeContact,
  openWebhookFirm,
  toolCall,
  type WebhookFirm,
} from "./webhook-firm";

let embedded: TestDatabase;
beforeAll(async () => {
  embedded = await createTestDatabase("pglite");
});
afterAll(() => embedded.drop());

type Answer = {
  assistantId?: string;
  assistantOverrides?: { variableValues: Json; metadata: { callToken: string } };
  error?: string;
};

/** Somebody calls the firm: what the firm answers, and the call as it stands then. */
async function ring(firm: WebhookFirm, number: string | null, providerCallId: string = randomUUID()) {
  const response = await firm.send({
    type: "assistant-request",
    timestamp: Date.now(),
    call: { id: providerCallId, type: "inboundPhoneCall", ...(number === null ? {} : { customer: { number } }) },
  });
  expect(response.status).toBe(200);
  const answer = (await response.json()) as Answer;
  const [call] = await firm.read((tx) => tx.select().from(callLogs).where(eq(callLogs.providerCallId, providerCallId)));
  if (!call) throw new Error("no call");
  return { answer, call, providerCallId, token: answer.assistantOverrides?.metadata.callToken ?? "" };
}

async function ask(
  firm: WebhookFirm,
  ringing: { providerCallId: string; token: string },
  calls: Json[],
): Promise<Json[]> {
  const response = await firm.send({
    type: "tool-calls",
    timestamp: Date.now(),
    call: { id: ringing.providerCallId, assistantOverrides: { metadata: { callToken: ringing.token } } },
    toolCallList: calls,
  });
  return ((await response.json()) as { results: Json[] }).results;
}

test("an unknown caller is answered by the firm's saved assistant and becomes a lead", async () => {
  const firm = await openWebhookFirm("unknown");
  const number = fictionalNumber();
  const { answer, call, token } = await ring(firm, number);
  const [connection] = await firm.read((tx) => tx.select().from(connections));
  expect(answer).toMatchObject({
    assistantId: connection?.settings.assistantId,
    assistantOverrides: { variableValues: { callToken: token, purpose: "inbound", firstName: "", language: "en" } },
  });
  expect(call).toMatchObject({
    direction: "inbound",
    purpose: "inbound",
    state: "ringing",
    dialState: "none",
    clientNumber: number,
    caseId: null,
    contactId: null,
  });
  const [lead] = await firm.read((tx) => tx.select().from(leads));
  expect(lead).toMatchObject({
    id: call.leadId,
    source: "inbound_call",
    phone: number,
    status: "new",
    firstResponseAt: null,
  });
  const metadata = await firm.read((tx) => tx.select().from(leadMetadata));
  expect(metadata.map(({ key, value }) => [key, value]).toSorted()).toEqual([
    ["conflict_check", "no_match_by_number"],
    ["first_contact", "inbound_ai_call"],
  ]);
  const [stored] = await firm.read((tx) => tx.select().from(callTokens));
  expect(stored).toMatchObject({ callId: call.id, caseId: null, allowedFields: [], tokenHash: hashCallToken(token) });
});

test("without a case only tools that are safe for anybody work, and none makes a case", async () => {
  const firm = await openWebhookFirm("safe");
  const ringing = await ring(firm, fictionalNumber());
  const results = await ask(firm, ringing, [
    toolCall("get_missing_information", {}),
    toolCall("save_case_detail", { field: "email", value: "x@example.test" }),
    toolCall("create_case", { title: "New case" }),
    toolCall("request_callback", { when: "tomorrow", language: "en" }),
    toolCall("transfer_to_staff", {}),
  ]);
  expect(results.map((result) => "result" in result)).toEqual([false, false, false, true, true]);
});

test("a known client is matched by the number in any spelling, with the one open case, and gets no lead", async () => {
  const firm = await openWebhookFirm("known");
  const [phone] = await firm.read((tx) => tx.select().from(contactPhones));
  const e164 = phone?.e164 ?? "";
  const { answer, call, token, providerCallId } = await ring(
    firm,
    `(${e164.slice(2, 5)}) ${e164.slice(5, 8)}-${e164.slice(8)}`,
  );
  expect(call).toMatchObject({ contactId: firm.contactId, caseId: firm.caseId, clientNumber: e164, leadId: null });
  expect(answer.assistantOverrides?.variableValues).toMatchObject({
    firstName: "Ana",
    hasAddress: false,
    hasEmail: false,
  });
  const values = JSON.stringify(answer);
  for (const secret of [e164, firm.caseId, firm.contactId, "Molina"]) expect(values).not.toContain(secret);
  expect(await firm.read((tx) => tx.$count(leads))).toBe(0);
  const [saved] = await ask(firm, { providerCallId, token }, [
    toolCall("save_case_detail", { field: "email", value: "ana@example.test" }),
  ]);
  expect(saved?.["result"]).toBe('{"saved":true}');
});

test("a client with two open cases is matched, and the call guesses neither", async () => {
  const firm = await openWebhookFirm("two");
  const [phone] = await firm.read((tx) => tx.select().from(contactPhones));
  await firm.read((tx) => makeCase(tx, firm.contactId, 2));
  const { call } = await ring(firm, phone?.e164 ?? "");
  expect(call).toMatchObject({ contactId: firm.contactId, caseId: null, leadId: null });
});

test("a number that two people share names neither of them", async () => {
  const firm = await openWebhookFirm("shared");
  const [phone] = await firm.read((tx) => tx.select().from(contactPhones));
  await firm.read((tx) => makeContact(tx, phone?.e164 ?? ""));
  const { call, answer } = await ring(firm, phone?.e164 ?? "");
  expect(call).toMatchObject({ contactId: null, caseId: null, leadId: null });
  expect(answer.assistantOverrides?.variableValues["firstName"]).toBe("");
});

test("the other side of a case becomes no lead and is told nothing", async () => {
  const firm = await openWebhookFirm("adverse");
  const number = fictionalNumber();
  await firm.read(async (tx) => {
    const contactId = await makeContact(tx, number);
    await tx.insert(caseParties).values({ caseId: firm.caseId, contactId, name: "Ana Molina", role: "adverse" });
  });
  const { call, answer } = await ring(firm, number);
  expect(call).toMatchObject({ caseId: null, leadId: null });
  expect(answer.assistantOverrides?.variableValues["firstName"]).toBe("");
  expect(await firm.read((tx) => tx.$count(leads))).toBe(0);
});

test("WH-05 the same call announced again is one call and one lead, and both tokens serve it", async () => {
  const firm = await openWebhookFirm("again");
  const number = fictionalNumber();
  const first = await ring(firm, number);
  const second = await ring(firm, number, first.providerCallId);
  expect(second.call.id).toBe(first.call.id);
  for (const { token } of [first, second]) {
    const [result] = await ask(firm, { providerCallId: first.providerCallId, token }, [
      toolCall("transfer_to_staff", {}),
    ]);
    expect(result).toHaveProperty("result");
  }
  await ring(firm, number);
  expect(await firm.read((tx) => tx.$count(leads))).toBe(1);
  expect(await firm.read((tx) => tx.$count(callLogs))).toBe(2);
});

test("a withheld number is a call and a lead without a number, and cannot be opted out", async () => {
  const firm = await openWebhookFirm("withheld");
  const ringing = await ring(firm, null);
  expect(ringing.call).toMatchObject({ clientNumber: "anonymous" });
  expect(await firm.read((tx) => tx.select({ phone: leads.phone }).from(leads))).toEqual([{ phone: null }]);
  const [result] = await ask(firm, ringing, [toolCall("stop_contacting", { scope: "calls" })]);
  expect(result).toHaveProperty("error");
});

test("an inbound call's later events are bound by its own id, and the answer stops the lead's clock", async () => {
  const firm = await openWebhookFirm("later");
  const { providerCallId, call } = await ring(firm, fictionalNumber());
  const at = Date.now();
  for (const status of ["in-progress", "ended"]) {
    const message = { type: "status-update", status, timestamp: at, call: { id: providerCallId } };
    expect(await (await firm.send(message)).json()).toEqual({ status: "accepted" });
  }
  await firm.work();
  const [after] = await firm.read((tx) => tx.select().from(callLogs).where(eq(callLogs.id, call.id)));
  expect(after).toMatchObject({ state: "ended", answeredAt: new Date(at) });
  expect(await firm.read((tx) => tx.select({ at: leads.firstResponseAt }).from(leads))).toEqual([{ at: new Date(at) }]);
});

test("a firm that is not connected or is suspended answers with one polite sentence, and sees the call", async () => {
  for (const change of ["disconnected", "suspended"] as const) {
    const firm = await openWebhookFirm(change);
    await ring(firm, fictionalNumber());
    await firm.read((tx) =>
      change === "disconnected"
        ? tx.update(connections).set({ state: "disconnected" })
        : tx.update(firms).set({ suspendedAt: new Date() }),
    );
    const { answer, call } = await ring(firm, fictionalNumber());
    expect(answer).toEqual({ error: expect.stringMatching(/^[A-Z].+\.$/) });
    expect(call.direction).toBe("inbound");
  }
});

test("while a firm's door is paused a caller hears a sentence, a tool does nothing, and nothing is kept", async () => {
  const firm = await openWebhookFirm("paused");
  const call = await firm.placeCall();
  await firm.read((tx) => setEndpointState(tx, { endpointId: firm.endpointId, state: "paused" }));
  const ringing = await firm.send({ type: "assistant-request", call: { id: randomUUID() } });
  expect([ringing.status, await ringing.json()]).toEqual([200, { error: expect.stringMatching(/^[A-Z].+\.$/) }]);
  const [result] = await ask(firm, call, [toolCall("stop_contacting", { scope: "calls" })]);
  expect(result).toHaveProperty("error");
  const kept = await firm.read(async (tx) => [
    await tx.$count(webhookEvents),
    await tx.$count(callLogs),
    await tx.$count(optoutEvents),
  ]);
  expect(kept).toEqual([0, 1, 0]);
});

test("R12 an inbound call is answered in under a second, and in under two while the database does not answer", async () => {
  const firm = await openWebhookFirm("quick");
  await ring(firm, fictionalNumber());
  const startedAt = performance.now();
  const { answer } = await ring(firm, fictionalNumber());
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  const providerCallId = randomUUID();
  let release = () => {};
  const held = firm.read(
    () =>
      new Promise<void>((resolve) => {
        release = resolve;
      }),
  );
  const stalledAt = performance.now();
  const response = await firm.send({
    type: "assistant-request",
    call: { id: providerCallId, customer: { number: fictionalNumber() } },
  });
  expect(performance.now() - stalledAt).toBeLessThan(2_000);
  const late = (await response.json()) as Answer;
  release();
  await held;
  expect(late.assistantId).toBe(answer.assistantId);
  const token = late.assistantOverrides?.metadata.callToken ?? "";
  await expect
    .poll(() => firm.read((tx) => tx.$count(callTokens, eq(callTokens.tokenHash, hashCallToken(token)))))
    .toBe(1);
});
