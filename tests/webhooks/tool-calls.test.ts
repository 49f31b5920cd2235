import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callLogs } from "@/db/schema/call-logs";
import { callTokens } from "@/db/schema/call-tokens";
import { caseDetails } from "@/db/schema/case-details";
import { caseNotes } from "@/db/schema/case-notes";
import { optoutRegistry } from "@/db/schema/optout-registry";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { askTools, type ToolResult } from "./ask-tools";
import { about, type Json, openWebhookFirm, toolCall, type WebhookFirm } from "./webhook-firm";

let embedded: TestDatabase;
let firm: WebhookFirm;
let other: WebhookFirm;
let tools: ReturnType<typeof askTools>;
beforeAll(async () => {
  embedded = await createTestDatabase("pglite");
  firm = await openWebhookFirm("tools");
  other = await openWebhookFirm("other");
  tools = askTools(firm);
});
afterAll(() => embedded.drop());

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
  const { result } = await tools.one(call, "get_missing_information", {});
  expect(result).toBe('{"missing":["address","date_of_birth"]}');
  await tools.one(call, "save_case_detail", { field: "date_of_birth", value: "March 12, 1985" });
  expect((await tools.one(call, "get_missing_information", {})).result).toBe('{"missing":["address"]}');
});

test("save_case_detail makes a proposal next to the client's words, and leaves the case as it is", async () => {
  const call = await firm.placeCall();
  const before = await firm.read((tx) => tx.$count(caseDetails));
  const said = conversation(
    ["bot", "When were you born?", 4],
    ["user", "On March twelfth,", 6.4],
    ["user", "1985.", 8],
  );
  const saved = await tools.one(call, "save_case_detail", { field: "date_of_birth", value: "March 12, 1985" }, said);
  expect(saved.result).toBe('{"saved":true}');
  expect(await tools.proposalsOf(call.callId)).toMatchObject([
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
  await tools.one(call, "save_case_detail", { field: "email", value: "ana@example.test" });
  await tools.one(call, "save_case_detail", { field: "email", value: "ana.molina@example.test" });
  const states = (await tools.proposalsOf(call.callId)).map(({ status, normalizedValue }) => [normalizedValue, status]);
  expect(states.toSorted()).toEqual([
    ["ana.molina@example.test", "pending"],
    ["ana@example.test", "superseded"],
  ]);
});

test("a value that its field cannot take is proposed with its problem; no answer is not proposed", async () => {
  const call = await firm.placeCall();
  const future = await tools.one(call, "save_case_detail", { field: "date_of_birth", value: "March 12, 2085" });
  expect(future.result).toBe('{"saved":true,"unclear":"in_future"}');
  const nothing = await tools.one(call, "save_case_detail", { field: "email", value: "I don't know" });
  expect(nothing.result).toContain('"saved":false');
  expect(await tools.proposalsOf(call.callId)).toMatchObject([{ normalizedValue: null, problem: "in_future" }]);
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
  expect(await tools.proposalsOf(call.callId)).toMatchObject([{ toolCallId: id, normalizedValue: "ana@example.test" }]);
});

test("several calls in one request are answered in order, each with its own id and name", async () => {
  const call = await firm.placeCall();
  const calls = [
    toolCall("save_case_detail", { field: "email", value: "ana@example.test" }, "call_1"),
    toolCall("close_case", {}, "call_2"),
    toolCall("get_missing_information", {}, "call_3"),
    { id: "call_4", type: "function", function: { name: "save_case_detail", arguments: "{not json" } },
  ];
  const results = await tools.ask(call, calls);
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
  const first = await tools.ask(call, calls);
  const [{ revision } = { revision: -1 }] = await firm.read((tx) =>
    tx.select().from(callLogs).where(eq(callLogs.id, call.callId)),
  );
  for (let round = 0; round < 5; round += 1) expect(await tools.ask(call, calls)).toEqual(first);
  expect(await tools.ask(call, calls.slice(1, 2))).toEqual(first.slice(1, 2));
  expect(await tools.proposalsOf(call.callId)).toHaveLength(1);
  expect(await tools.invocationsOf(call.callId)).toHaveLength(3);
  expect(await firm.read((tx) => tx.$count(caseNotes))).toBe(notes + 1);
  const [after] = await firm.read((tx) => tx.select().from(callLogs).where(eq(callLogs.id, call.callId)));
  expect(after?.revision).toBe(revision);
});

test("request_callback is kept for staff and plans no call", async () => {
  const call = await firm.placeCall();
  const planned = await firm.read((tx) => tx.$count(callLogs));
  await tools.one(call, "request_callback", { when: "tomorrow after 3 pm", language: "Spanish" });
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
  const [stopped, late] = await tools.ask(call, calls, said);
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
  await tools.one(call, "get_missing_information", {}, said);
  const blocked = await firm.read((tx) => tx.select().from(optoutRegistry).where(eq(optoutRegistry.e164, call.number)));
  expect(blocked).toMatchObject([{ channel: "all", state: "opted_out" }]);
});

test("AI-03 a transfer goes to the firm's own number, whatever the message says", async () => {
  const call = await firm.placeCall();
  expect((await tools.one(call, "transfer_to_staff", {})).result).toContain('"transfer":true');
  expect((await tools.one(call, "transfer_to_staff", { number: "+12025550199" })).error).toBeDefined();
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
    await tools.ask(call, [
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
  expect(((await odd.json()) as { results: ToolResult[] }).results).toHaveLength(4);
});
