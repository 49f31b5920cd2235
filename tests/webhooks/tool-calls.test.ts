import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditLogs } from "@/db/schema/audit";
import { callLogs } from "@/db/schema/call-logs";
import { callTokens } from "@/db/schema/call-tokens";
import { callToolInvocations } from "@/db/schema/call-tool-invocations";
import { caseDetailProposals } from "@/db/schema/case-detail-proposals";
import { caseDetails } from "@/db/schema/case-details";
import { caseNotes } from "@/db/schema/case-notes";
import { cases } from "@/db/schema/cases";
import { optoutRegistry } from "@/db/schema/optout-registry";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import {
  about,
  deliver,
  type Json,
  openWebhookFirm,
  type PlacedCall,
  proofOf,
  toolCall,
  type WebhookFirm,
} from "./webhook-firm";

let embedded: TestDatabase;
let firm: WebhookFirm;
let other: WebhookFirm;
beforeAll(async () => {
  embedded = await createTestDatabase("pglite");
  firm = await openWebhookFirm("tools");
  other = await openWebhookFirm("other");
});
afterAll(() => embedded.drop());

type Result = { name: string; toolCallId: string; result?: string; error?: string };

/** Asks as the provider does; the answer has to be HTTP 200 with a single line for each call. */
async function ask(call: PlacedCall, calls: Json[], extra: Json = {}, sender = firm): Promise<Result[]> {
  const response = await sender.send({ ...about(call, { type: "tool-calls", toolCallList: calls }), ...extra });
  expect(response.status).toBe(200);
  const { results } = (await response.json()) as { results: Result[] };
  for (const { result, error } of results) {
    expect(typeof (result ?? error)).toBe("string");
    expect(`${result}${error}`).not.toMatch(/[\r\n]/);
    expect(result === undefined).not.toBe(error === undefined);
  }
  return results;
}

async function one(call: PlacedCall, name: string, args: Json, extra: Json = {}): Promise<Result> {
  const [result] = await ask(call, [toolCall(name, args)], extra);
  if (!result) throw new Error("no result");
  return result;
}

const proposalsOf = (callId: string) =>
  firm.read((tx) => tx.select().from(caseDetailProposals).where(eq(caseDetailProposals.callId, callId)));
const invocationsOf = (callId: string) =>
  firm.read((tx) => tx.select().from(callToolInvocations).where(eq(callToolInvocations.callId, callId)));
const refusedInAudit = (callId: string) =>
  firm.read((tx) =>
    tx.$count(auditLogs, and(eq(auditLogs.action, "call_tool.refuse"), eq(auditLogs.subjectId, callId))),
  );

/** The conversation as a live webhook carries it. */
function conversation(...turns: [role: "bot" | "user", message: string, second: number][]): Json {
  return {
    artifact: { messages: turns.map(([role, message, secondsFromStart]) => ({ role, message, secondsFromStart })) },
  };
}

test("get_missing_information names only what the case lacks and the token allows, in one line", async () => {
  const call = await firm.placeCall({ fields: ["address", "email", "date_of_birth"] });
  await firm.read((tx) =>
    tx.insert(caseDetails).values({ caseId: firm.caseId, field: "email", value: "ana@example.test", source: "staff" }),
  );
  const { result } = await one(call, "get_missing_information", {});
  expect(result).toBe('{"missing":["address","date_of_birth"]}');
  await one(call, "save_case_detail", { field: "date_of_birth", value: "March 12, 1985" });
  expect((await one(call, "get_missing_information", {})).result).toBe('{"missing":["address"]}');
});

test("save_case_detail makes a proposal next to the client's words, and leaves the case as it is", async () => {
  const call = await firm.placeCall();
  const before = await firm.read((tx) => tx.$count(caseDetails));
  const said = conversation(
    ["bot", "When were you born?", 4],
    ["user", "On March twelfth,", 6.4],
    ["user", "1985.", 8],
  );
  const saved = await one(call, "save_case_detail", { field: "date_of_birth", value: "March 12, 1985" }, said);
  expect(saved.result).toBe('{"saved":true}');
  expect(await proposalsOf(call.callId)).toMatchObject([
    {
      caseId: firm.caseId,
      field: "date_of_birth",
      heardValue: "March 12, 1985",
      normalizedValue: "1985-03-12",
      problem: null,
      spokenWords: "On March twelfth, 1985.",
      transcriptSecond: 6,
      status: "pending",
    },
  ]);
  expect(await firm.read((tx) => tx.$count(caseDetails))).toBe(before);
});

test("a newer value for the same field of the call takes the older one's place", async () => {
  const call = await firm.placeCall();
  await one(call, "save_case_detail", { field: "email", value: "ana@example.test" });
  await one(call, "save_case_detail", { field: "email", value: "ana.molina@example.test" });
  const states = (await proposalsOf(call.callId)).map(({ status, normalizedValue }) => [normalizedValue, status]);
  expect(states.toSorted()).toEqual([
    ["ana.molina@example.test", "pending"],
    ["ana@example.test", "superseded"],
  ]);
});

test("a value that its field cannot take is proposed with its problem; no answer is not proposed", async () => {
  const call = await firm.placeCall();
  const future = await one(call, "save_case_detail", { field: "date_of_birth", value: "March 12, 2085" });
  expect(future.result).toBe('{"saved":true,"unclear":"in_future"}');
  const nothing = await one(call, "save_case_detail", { field: "email", value: "I don't know" });
  expect(nothing.result).toContain('"saved":false');
  expect(await proposalsOf(call.callId)).toMatchObject([{ normalizedValue: null, problem: "in_future" }]);
});

const SHAPES: Record<string, (id: string, args: Json) => Json> = {
  "arguments as text": (id, args) => ({
    toolCallList: [{ id, type: "function", function: { name: "save_case_detail", arguments: JSON.stringify(args) } }],
  }),
  "arguments as an object": (id, args) => ({
    toolCallList: [{ id, type: "function", function: { name: "save_case_detail", arguments: args } }],
  }),
  "flat with arguments": (id, args) => ({ toolCallList: [{ id, name: "save_case_detail", arguments: args }] }),
  "flat with parameters": (id, args) => ({ toolCallList: [{ id, name: "save_case_detail", parameters: args }] }),
  "the older toolCalls": (id, args) => ({
    toolCalls: [{ id, type: "function", function: { name: "save_case_detail", arguments: args } }],
  }),
  "toolWithToolCallList alone": (id, args) => ({
    toolWithToolCallList: [
      {
        type: "function",
        function: { name: "save_case_detail", parameters: { type: "object" } },
        toolCall: { id, type: "function", function: { name: "save_case_detail", arguments: JSON.stringify(args) } },
      },
    ],
  }),
};

test.each(Object.entries(SHAPES))("a tool call is understood in every shape: %s", async (_, shape) => {
  const call = await firm.placeCall();
  const id = `call_${randomUUID()}`;
  const fields = shape(id, { field: "email", value: "ana@example.test", callToken: call.token });
  const response = await firm.send({ ...about(call, { type: "tool-calls" }), ...fields });
  expect(await response.json()).toEqual({
    results: [{ name: "save_case_detail", toolCallId: id, result: '{"saved":true}' }],
  });
  expect(await proposalsOf(call.callId)).toMatchObject([{ toolCallId: id, normalizedValue: "ana@example.test" }]);
});

test("several calls in one request are answered in order, each with its own id and name", async () => {
  const call = await firm.placeCall();
  const calls = [
    toolCall("save_case_detail", { field: "email", value: "ana@example.test" }, "call_1"),
    toolCall("close_case", {}, "call_2"),
    toolCall("get_missing_information", {}, "call_3"),
    { id: "call_4", type: "function", function: { name: "save_case_detail", arguments: "{not json" } },
  ];
  const results = await ask(call, calls);
  expect(results.map(({ name, toolCallId, error }) => [name, toolCallId, error === undefined])).toEqual([
    ["save_case_detail", "call_1", true],
    ["close_case", "call_2", false],
    ["get_missing_information", "call_3", true],
    ["save_case_detail", "call_4", false],
  ]);
});

test("WH-05 a repeated tool call gets the stored answer and has no second effect", async () => {
  const call = await firm.placeCall();
  const calls = [
    toolCall("save_case_detail", { field: "email", value: "ana@example.test" }, "call_a"),
    toolCall("request_callback", { when: "tomorrow at nine", language: "en" }, "call_b"),
    toolCall("delete_everything", {}, "call_c"),
  ];
  const notes = await firm.read((tx) => tx.$count(caseNotes));
  const first = await ask(call, calls);
  const [{ revision } = { revision: -1 }] = await firm.read((tx) =>
    tx.select().from(callLogs).where(eq(callLogs.id, call.callId)),
  );
  for (let round = 0; round < 5; round += 1) expect(await ask(call, calls)).toEqual(first);
  expect(await ask(call, calls.slice(1, 2))).toEqual(first.slice(1, 2));
  expect(await proposalsOf(call.callId)).toHaveLength(1);
  expect(await invocationsOf(call.callId)).toHaveLength(3);
  expect(await firm.read((tx) => tx.$count(caseNotes))).toBe(notes + 1);
  const [after] = await firm.read((tx) => tx.select().from(callLogs).where(eq(callLogs.id, call.callId)));
  expect(after?.revision).toBe(revision);
});

test.each([
  ["a case", { caseId: randomUUID() }],
  ["a case by another name", { case_id: "2291" }],
  ["a firm", { tenantId: "org_another_firm" }],
  ["a person", { contactId: randomUUID() }],
  ["a number", { number: "+12025550199" }],
  ["a prototype", JSON.parse('{"__proto__":{"caseId":"x"}}')],
])("AI-03 arguments that name %s are refused, recorded, and change nothing", async (_, foreign) => {
  const call = await firm.placeCall();
  const cases_ = await firm.read((tx) => tx.$count(cases));
  const args = { field: "email", value: "ana@example.test", ...foreign };
  const [result] = await ask(call, [
    { id: "call_f", type: "function", function: { name: "save_case_detail", arguments: withOwn(args, foreign) } },
  ]);
  expect(result?.error).toBeDefined();
  expect(await invocationsOf(call.callId)).toMatchObject([{ outcome: "refused" }]);
  expect(await refusedInAudit(call.callId)).toBe(1);
  expect(await proposalsOf(call.callId)).toEqual([]);
  expect(await firm.read((tx) => tx.$count(cases))).toBe(cases_);
});

/** JSON text of `args` with what `foreign` has as own properties, `__proto__` included. */
function withOwn(args: Json, foreign: Json): string {
  const entries = [...Object.entries(args), ...Object.entries(foreign)].map(
    ([key, value]) => [JSON.stringify(key), JSON.stringify(value)] as const,
  );
  return `{${[...new Map(entries)].map(([key, value]) => `${key}:${value}`).join(",")}}`;
}

test.each(["social_security_number", "status", "notes", "employer", "tenant_id"])(
  "AI-03 the field %o, which the token does not allow, is refused and recorded",
  async (field) => {
    const call = await firm.placeCall({ fields: ["address"] });
    const result = await one(call, "save_case_detail", { field, value: "settled" });
    expect(result.error).toBeDefined();
    expect(await invocationsOf(call.callId)).toMatchObject([{ outcome: "refused", refusal: "foreign_field" }]);
    expect(await refusedInAudit(call.callId)).toBe(1);
    expect(await proposalsOf(call.callId)).toEqual([]);
  },
);

test("AI-03 another firm's token is refused in the envelope and in the arguments, and leaves no trace there", async () => {
  const [own, foreign] = [await firm.placeCall(), await other.placeCall()];
  const asked = toolCall("save_case_detail", { field: "email", value: "x@example.test" });
  const [envelope] = await ask(foreign, [asked]);
  expect(envelope?.error).toBeDefined();
  const inArguments = { field: "email", value: "x@example.test", callToken: foreign.token };
  expect((await one(own, "save_case_detail", inArguments)).error).toBeDefined();
  expect(await invocationsOf(own.callId)).toMatchObject([{ outcome: "refused", refusal: "foreign_call_token" }]);
  expect(await other.read((tx) => tx.$count(callToolInvocations))).toBe(0);
  expect(await other.read((tx) => tx.$count(caseDetailProposals))).toBe(0);
});

test("AI-03 a token of the firm's other call does not serve this one", async () => {
  const [call, elsewhere] = [await firm.placeCall(), await firm.placeCall()];
  await one(call, "get_missing_information", {});
  const crossed = { ...elsewhere, providerCallId: call.providerCallId };
  expect((await one(crossed, "save_case_detail", { field: "email", value: "x@example.test" })).error).toBeDefined();
  expect(await proposalsOf(elsewhere.callId)).toEqual([]);
  expect(await proposalsOf(call.callId)).toEqual([]);
});

test("AI-03 without any token nothing is done, even for a known call", async () => {
  const call = await firm.placeCall();
  await one(call, "get_missing_information", {});
  const bare = {
    type: "tool-calls",
    timestamp: Date.now(),
    call: { id: call.providerCallId },
    toolCallList: [toolCall("save_case_detail", { field: "email", value: "x@example.test" })],
  };
  const { results } = (await (await firm.send(bare)).json()) as { results: Result[] };
  expect(results[0]?.error).toBeDefined();
  expect((await invocationsOf(call.callId)).map(({ refusal }) => refusal)).toContain("call_token_missing");
  expect(await proposalsOf(call.callId)).toEqual([]);
});

test("where the provider echoes no token, the static argument carries it", async () => {
  const call = await firm.placeCall();
  const bare = {
    type: "tool-calls",
    timestamp: Date.now(),
    call: { id: call.providerCallId },
    toolCallList: [toolCall("save_case_detail", { field: "email", value: "a@example.test", callToken: call.token })],
  };
  const { results } = (await (await firm.send(bare)).json()) as { results: Result[] };
  expect(results).toMatchObject([{ result: '{"saved":true}' }]);
  expect(await proposalsOf(call.callId)).toHaveLength(1);
});

test("AI-03 an expired token and one that was ended are refused and recorded", async () => {
  const expired = await firm.placeCall({ expiresAt: new Date(Date.now() - 1) });
  const ended = await firm.placeCall();
  await firm.send(about(ended, { type: "status-update", status: "ended", endedReason: "customer-ended-call" }));
  await firm.work();
  for (const call of [expired, ended]) {
    const result = await one(call, "save_case_detail", { field: "email", value: "late@example.test" });
    expect(result.error).toBeDefined();
    expect(await invocationsOf(call.callId)).toMatchObject([{ outcome: "refused", refusal: "call_token_expired" }]);
    expect(await proposalsOf(call.callId)).toEqual([]);
  }
});

test("a request from before the end that arrives a moment after it is served; a recorded old one is not", async () => {
  const call = await firm.placeCall();
  const askedAt = Date.now();
  await new Promise((resolve) => setTimeout(resolve, 5));
  await firm.send(about(call, { type: "status-update", status: "ended" }));
  await firm.work();
  const save = (value: string, timestamp: number) =>
    one(call, "save_case_detail", { field: "email", value }, { timestamp });
  expect((await save("in@example.test", askedAt)).result).toBe('{"saved":true}');
  expect((await save("old@example.test", askedAt - 3_600_000)).error).toBeDefined();
});

test("a tool that the token does not allow is refused", async () => {
  const call = await firm.placeCall({ tools: ["stop_contacting"] });
  expect((await one(call, "get_missing_information", {})).error).toBeDefined();
  expect(await invocationsOf(call.callId)).toMatchObject([{ refusal: "tool_not_allowed" }]);
});

test("after the person says not to be the client, nothing of the case is told or taken", async () => {
  const call = await firm.placeCall();
  expect((await one(call, "confirm_identity", { answer: "wrong_number" })).result).toBe('{"confirmed":false}');
  expect((await one(call, "get_missing_information", {})).error).toBeDefined();
  expect((await one(call, "save_case_detail", { field: "email", value: "x@example.test" })).error).toBeDefined();
  expect((await one(call, "confirm_identity", { answer: "sí" })).result).toBe('{"confirmed":true}');
  expect((await one(call, "get_missing_information", {})).result).toContain("missing");
  expect((await one(call, "confirm_identity", { answer: "maybe" })).error).toBeDefined();
});

test("request_callback is kept for staff and plans no call", async () => {
  const call = await firm.placeCall();
  const planned = await firm.read((tx) => tx.$count(callLogs));
  await one(call, "request_callback", { when: "tomorrow after 3 pm", language: "Spanish" });
  const [row] = await firm.read((tx) => tx.select().from(callLogs).where(eq(callLogs.id, call.callId)));
  expect(row?.structuredData).toEqual({ requestedCallback: { when: "tomorrow after 3 pm", language: "es" } });
  const notes = await firm.read((tx) => tx.select({ body: caseNotes.body }).from(caseNotes));
  expect(notes.map(({ body }) => body)).toContain(
    "The client asks to be called back: “tomorrow after 3 pm”, in Spanish.",
  );
  expect(await firm.read((tx) => tx.$count(callLogs))).toBe(planned);
});

test("CMP-02 stop_contacting blocks the number first and ends what the call may do", async () => {
  const call = await firm.placeCall();
  const said = conversation(["bot", "Hello.", 0], ["user", "I would rather talk to nobody.", 2]);
  const calls = [
    toolCall("stop_contacting", { scope: "everything" }, "call_s"),
    toolCall("save_case_detail", { field: "email", value: "x@example.test" }, "call_t"),
  ];
  const [stopped, late] = await ask(call, calls, said);
  expect(stopped?.result).toContain('"stopped":true');
  expect(late?.error).toBeDefined();
  const blocked = await firm.read((tx) => tx.select().from(optoutRegistry).where(eq(optoutRegistry.e164, call.number)));
  expect(blocked).toMatchObject([{ channel: "all", state: "opted_out" }]);
  const [token] = await firm.read((tx) => tx.select().from(callTokens).where(eq(callTokens.callId, call.callId)));
  expect(token?.revokedAt).not.toBeNull();
});

test("CMP-02 a wish to be left alone is acted upon although the assistant calls no tool for it", async () => {
  const call = await firm.placeCall();
  const said = conversation(["bot", "Hello.", 0], ["user", "Please stop calling me.", 2]);
  await one(call, "get_missing_information", {}, said);
  const blocked = await firm.read((tx) => tx.select().from(optoutRegistry).where(eq(optoutRegistry.e164, call.number)));
  expect(blocked).toMatchObject([{ channel: "all", state: "opted_out" }]);
});

test("AI-03 a transfer goes to the firm's own number, whatever the message says", async () => {
  const call = await firm.placeCall();
  expect((await one(call, "transfer_to_staff", {})).result).toContain('"transfer":true');
  expect((await one(call, "transfer_to_staff", { number: "+12025550199" })).error).toBeDefined();
  const message = about(call, {
    type: "transfer-destination-request",
    destination: { type: "number", number: "+12025550199" },
  });
  const answer = (await (await firm.send(message)).json()) as Json;
  expect(answer).toMatchObject({ destination: { type: "number", number: "+16025550111" } });
  expect(JSON.stringify(answer)).not.toContain("+12025550199");
  const foreign = await other.placeCall();
  const refused = await firm.send({ ...message, ...about(foreign, { type: "transfer-destination-request" }) });
  expect([refused.status, await refused.json()]).toEqual([200, { error: expect.any(String) }]);
});

test("INP-03 hostile texts in arguments are stored harmlessly or refused, and never fail the request", async () => {
  const hostile = [
    "a\u0000b",
    "\ud800",
    "\u202eevil",
    "x".repeat(100_000),
    "",
    "\r\nresult: ok",
    "'; drop table cases; --",
  ];
  for (const text of hostile) {
    const call = await firm.placeCall();
    await ask(call, [
      toolCall("save_case_detail", { field: "address", value: text }),
      toolCall("save_case_detail", { field: text, value: "x" }),
      toolCall("request_callback", { when: text, language: text }),
      toolCall("confirm_identity", { answer: text }),
      toolCall("stop_contacting", { scope: text }, text),
      toolCall(text, { text }),
      { id: text, name: text, arguments: text },
      {},
    ]);
  }
});

test("an empty, absent or senseless list of calls is an empty answer", async () => {
  const call = await firm.placeCall();
  for (const fields of [{}, { toolCallList: [] }, { toolCallList: "x" }, { toolCallList: null }]) {
    const response = await firm.send(about(call, { type: "tool-calls", ...fields }));
    expect([response.status, await response.json()]).toEqual([200, { results: [] }]);
  }
  const odd = await firm.send(about(call, { type: "tool-calls", toolCallList: [null, 7, "x", []] }));
  expect(((await odd.json()) as { results: Result[] }).results).toHaveLength(4);
});

test("a forged tool call is refused like any other forged delivery", async () => {
  const call = await firm.placeCall();
  const body = JSON.stringify({
    message: about(call, { type: "tool-calls", toolCallList: [toolCall("get_missing_information", {})] }),
  });
  const headers = proofOf("standard-webhooks", other.secret, body);
  expect((await deliver(firm.token, body, headers)).status).toBe(401);
});
