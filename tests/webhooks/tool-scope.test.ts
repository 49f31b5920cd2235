import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callToolInvocations } from "@/db/schema/call-tool-invocations";
import { caseDetailProposals } from "@/db/schema/case-detail-proposals";
import { cases } from "@/db/schema/cases";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { askTools, type ToolResult } from "./ask-tools";
import { about, deliver, type Json, openWebhookFirm, proofOf, toolCall, type WebhookFirm } from "./webhook-firm";

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
  const [result] = await tools.ask(call, [
    { id: "call_f", type: "function", function: { name: "save_case_detail", arguments: withOwn(args, foreign) } },
  ]);
  expect(result?.error).toBeDefined();
  expect(await tools.invocationsOf(call.callId)).toMatchObject([{ outcome: "refused" }]);
  expect(await tools.refusedInAudit(call.callId)).toBe(1);
  expect(await tools.proposalsOf(call.callId)).toEqual([]);
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
    const result = await tools.one(call, "save_case_detail", { field, value: "settled" });
    expect(result.error).toBeDefined();
    expect(await tools.invocationsOf(call.callId)).toMatchObject([{ outcome: "refused", refusal: "foreign_field" }]);
    expect(await tools.refusedInAudit(call.callId)).toBe(1);
    expect(await tools.proposalsOf(call.callId)).toEqual([]);
  },
);

test("AI-03 another firm's token is refused in the envelope and in the arguments, and leaves no trace there", async () => {
  const [own, foreign] = [await firm.placeCall(), await other.placeCall()];
  const asked = toolCall("save_case_detail", { field: "email", value: "x@example.test" });
  const [envelope] = await tools.ask(foreign, [asked]);
  expect(envelope?.error).toBeDefined();
  const inArguments = { field: "email", value: "x@example.test", callToken: foreign.token };
  expect((await tools.one(own, "save_case_detail", inArguments)).error).toBeDefined();
  expect(await tools.invocationsOf(own.callId)).toMatchObject([{ outcome: "refused", refusal: "foreign_call_token" }]);
  expect(await other.read((tx) => tx.$count(callToolInvocations))).toBe(0);
  expect(await other.read((tx) => tx.$count(caseDetailProposals))).toBe(0);
});

test("AI-03 a token of the firm's other call does not serve this one", async () => {
  const [call, elsewhere] = [await firm.placeCall(), await firm.placeCall()];
  await tools.one(call, "get_missing_information", {});
  const crossed = { ...elsewhere, providerCallId: call.providerCallId };
  expect(
    (await tools.one(crossed, "save_case_detail", { field: "email", value: "x@example.test" })).error,
  ).toBeDefined();
  expect(await tools.proposalsOf(elsewhere.callId)).toEqual([]);
  expect(await tools.proposalsOf(call.callId)).toEqual([]);
});

test("AI-03 without any token nothing is done, even for a known call", async () => {
  const call = await firm.placeCall();
  await tools.one(call, "get_missing_information", {});
  const bare = {
    type: "tool-calls",
    timestamp: Date.now(),
    call: { id: call.providerCallId },
    toolCallList: [toolCall("save_case_detail", { field: "email", value: "x@example.test" })],
  };
  const { results } = (await (await firm.send(bare)).json()) as { results: ToolResult[] };
  expect(results[0]?.error).toBeDefined();
  expect((await tools.invocationsOf(call.callId)).map(({ refusal }) => refusal)).toContain("call_token_missing");
  expect(await tools.proposalsOf(call.callId)).toEqual([]);
});

test("where the provider echoes no token, the static argument carries it", async () => {
  const call = await firm.placeCall();
  const bare = {
    type: "tool-calls",
    timestamp: Date.now(),
    call: { id: call.providerCallId },
    toolCallList: [toolCall("save_case_detail", { field: "email", value: "a@example.test", callToken: call.token })],
  };
  const { results } = (await (await firm.send(bare)).json()) as { results: ToolResult[] };
  expect(results).toMatchObject([{ result: '{"saved":true}' }]);
  expect(await tools.proposalsOf(call.callId)).toHaveLength(1);
});

test("AI-03 an expired token and one that was ended are refused and recorded", async () => {
  const expired = await firm.placeCall({ expiresAt: new Date(Date.now() - 1) });
  const ended = await firm.placeCall();
  await firm.send(about(ended, { type: "status-update", status: "ended", endedReason: "customer-ended-call" }));
  await firm.work();
  for (const call of [expired, ended]) {
    const result = await tools.one(call, "save_case_detail", { field: "email", value: "late@example.test" });
    expect(result.error).toBeDefined();
    expect(await tools.invocationsOf(call.callId)).toMatchObject([
      { outcome: "refused", refusal: "call_token_expired" },
    ]);
    expect(await tools.proposalsOf(call.callId)).toEqual([]);
  }
});

test("a request from before the end that arrives a moment after it is served; a recorded old one is not", async () => {
  const call = await firm.placeCall();
  const askedAt = Date.now();
  await new Promise((resolve) => setTimeout(resolve, 5));
  await firm.send(about(call, { type: "status-update", status: "ended" }));
  await firm.work();
  const save = (value: string, timestamp: number) =>
    tools.one(call, "save_case_detail", { field: "email", value }, { timestamp });
  expect((await save("in@example.test", askedAt)).result).toBe('{"saved":true}');
  expect((await save("old@example.test", askedAt - 3_600_000)).error).toBeDefined();
});

test("a tool that the token does not allow is refused", async () => {
  const call = await firm.placeCall({ tools: ["stop_contacting"] });
  expect((await tools.one(call, "get_missing_information", {})).error).toBeDefined();
  expect(await tools.invocationsOf(call.callId)).toMatchObject([{ refusal: "tool_not_allowed" }]);
});

test("after the person says not to be the client, nothing of the case is told or taken", async () => {
  const call = await firm.placeCall();
  expect((await tools.one(call, "confirm_identity", { answer: "wrong_number" })).result).toBe('{"confirmed":false}');
  expect((await tools.one(call, "get_missing_information", {})).error).toBeDefined();
  expect((await tools.one(call, "save_case_detail", { field: "email", value: "x@example.test" })).error).toBeDefined();
  expect((await tools.one(call, "confirm_identity", { answer: "sí" })).result).toBe('{"confirmed":true}');
  expect((await tools.one(call, "get_missing_information", {})).result).toContain("missing");
  expect((await tools.one(call, "confirm_identity", { answer: "maybe" })).error).toBeDefined();
});

test("a forged tool call is refused like any other forged delivery", async () => {
  const call = await firm.placeCall();
  const body = JSON.stringify({
    message: about(call, { type: "tool-calls", toolCallList: [toolCall("get_missing_information", {})] }),
  });
  const headers = proofOf("standard-webhooks", other.secret, body);
  expect((await deliver(firm.token, body, headers)).status).toBe(401);
});
