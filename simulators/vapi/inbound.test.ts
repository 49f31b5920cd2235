import { expect, test } from "vitest";
import { openFirm } from "./testing/open-firm";

type Answer = (assistantId: string) => Response | Promise<Response>;

async function callFirm(answer: Answer, deadline = 7500) {
  let assistantId = "";
  const firm = await openFirm({
    simulator: { assistantRequestDeadlineMilliseconds: deadline },
    answer: ({ message }) => (message["type"] === "assistant-request" ? answer(assistantId) : undefined),
  });
  assistantId = firm.assistantId;
  const response = await firm.api("POST", "/simulator/inbound", { number: "+16025550100", from: "+16025550142" });
  expect(response.status).toBe(201);
  const result = await response.json();
  await firm.simulator.settled();
  return { firm, result, call: await (await firm.api("GET", `/call/${result.callId}`)).json() };
}

test("a number without an assistant asks its server and runs the assistant that it names", async () => {
  const { firm, result, call } = await callFirm((assistantId) =>
    Response.json({ assistantId, assistantOverrides: { variableValues: { firmName: "Ortega Law" } } }),
  );
  expect(result).toMatchObject({ outcome: "assistant", latencyMilliseconds: expect.any(Number) });
  expect(firm.received[0]?.message).toMatchObject({
    type: "assistant-request",
    call: { id: result.callId, type: "inboundPhoneCall", status: "ringing" },
    customer: { number: "+16025550142" },
    phoneNumber: { number: "+16025550100" },
  });
  expect(firm.simulator.deliveries()[0]).toMatchObject({
    type: "assistant-request",
    signature: "standard-webhooks",
    status: 200,
  });
  expect(firm.types()).toEqual([
    "assistant-request",
    "status-update ringing",
    "status-update in-progress",
    "tool-calls confirm_identity",
    "tool-calls get_missing_information",
    "tool-calls save_case_detail",
    "tool-calls save_case_detail",
    "status-update ended",
    "end-of-call-report",
  ]);
  expect(call.artifact.transcript).toContain("Ortega Law");
  expect(call).toMatchObject({ endedReason: "customer-ended-call", assistantId: firm.assistantId });
});

test("a number with an assistant asks nobody", async () => {
  const firm = await openFirm();
  await firm.api("PATCH", `/phone-number/${firm.phoneNumberId}`, { assistantId: firm.assistantId });
  const body = { phoneNumberId: firm.phoneNumberId, from: "+16025550188" };
  expect(await (await firm.api("POST", "/simulator/inbound", body)).json()).toMatchObject({
    latencyMilliseconds: null,
  });
  await firm.simulator.settled();
  expect(firm.types()[0]).toBe("status-update ringing");
  expect(firm.toolCalls().at(-1)?.name).toBe("request_callback");
});

test.each([
  [{ error: "We cannot take your call." }, "assistant-request-returned-error"],
  [{}, "assistant-request-returned-no-assistant"],
  [{ assistantId: "00000000-0000-4000-8000-000000000000" }, "assistant-request-returned-invalid-assistant"],
  [{ assistantId: "x", assistantOverrides: { nonsense: 1 } }, "assistant-request-returned-invalid-assistant"],
  [{ destination: { type: "number", number: "+16025550199" } }, "assistant-request-returned-forwarding-phone-number"],
])("the answer %j ends the call with %s", async (answer, endedReason) => {
  const { firm, call } = await callFirm(() => Response.json(answer));
  expect(call.endedReason).toBe(endedReason);
  expect(firm.types().at(-1)).toBe("end-of-call-report");
});

test("an assistant may be sent instead of named, and then gets no credential", async () => {
  const assistant = {
    firstMessage: "Good day",
    server: { url: "http://firm.test/inline" },
    serverMessages: ["end-of-call-report"],
  };
  const { firm, call } = await callFirm(() => Response.json({ assistant }));
  expect(call.endedReason).toBe("customer-ended-call");
  expect(firm.simulator.deliveries().at(-1)).toMatchObject({ url: "http://firm.test/inline", signature: "none" });
});

test.each([
  ["refuses", () => new Response(null, { status: 503 })],
  ["is late", () => new Promise<Response>((resolve) => void setTimeout(() => resolve(Response.json({})), 200))],
])("a server that %s leaves the caller without an assistant, after one attempt", async (_, answer) => {
  const { firm, call } = await callFirm(answer, 50);
  expect(call.endedReason).toBe("assistant-request-failed");
  expect(firm.types().filter((type) => type === "assistant-request")).toHaveLength(1);
});

test("the organisation's server is asked when the number has none", async () => {
  const firm = await openFirm();
  const { id } = await (await firm.api("POST", "/phone-number", { provider: "vapi" })).json();
  const server = { url: "http://firm.test/org", credentialId: firm.credentialId };
  expect((await firm.api("POST", "/simulator/org", { server })).status).toBe(200);
  await firm.api("POST", "/simulator/inbound", { phoneNumberId: id, from: "+16025550142" });
  await firm.simulator.settled();
  expect(firm.simulator.deliveries()[0]).toMatchObject({ url: server.url, signature: "standard-webhooks" });
});

test("nobody can call a number that nobody has", async () => {
  const firm = await openFirm();
  const unknown = { number: "+19995550100", from: "+16025550142" };
  expect((await firm.api("POST", "/simulator/inbound", unknown)).status).toBe(404);
});
