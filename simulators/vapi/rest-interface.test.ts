import { type Vapi, VapiClient } from "@vapi-ai/server-sdk";
import { expect, test } from "vitest";
import { listenOnLoopback } from "../http/listen-on-loopback";
import { createVapiSimulator } from "./create-vapi-simulator";
import { openFirm } from "./testing/open-firm";

const QUICK = { maxRetries: 0 };

test("the provider's own client creates an assistant, a number, a tool and a call over HTTP", async () => {
  const simulator = createVapiSimulator({ pace: 0.002, keys: { "private-key": "org-1" } });
  const server = await listenOnLoopback(simulator.fetch, 0);
  const client = new VapiClient({ token: "private-key", baseUrl: `http://127.0.0.1:${server.port}` });
  const model: Vapi.OpenAiModel & { provider: "openai" } = { provider: "openai", model: "gpt-4.1" };
  const assistant = await client.assistants.create({ name: "Intake", model, firstMessage: "Hello" });
  const number = await client.phoneNumbers.create({ provider: "vapi", numberDesiredAreaCode: "602" });
  const tool = await client.tools.create({ type: "function", function: { name: "save_case_detail" } });
  await client.assistants.update({ id: assistant.id, firstMessage: "Good morning" });
  expect((await client.assistants.get({ id: assistant.id })).firstMessage).toBe("Good morning");
  expect((await client.tools.list()).map(({ id }) => id)).toEqual([tool.id]);
  const call = await client.calls.create(
    { assistantId: assistant.id, phoneNumberId: number.id, customer: { number: "+16025550142", externalId: "ct_1" } },
    QUICK,
  );
  expect(call).toMatchObject({
    type: "outboundPhoneCall",
    status: "queued",
    orgId: "org-1",
    customer: { externalId: "ct_1" },
    monitor: { controlUrl: expect.stringContaining("/control"), listenUrl: expect.stringContaining("ws://") },
    subscriptionLimits: { concurrencyBlocked: false, concurrencyLimit: 10, remainingConcurrentCalls: 9 },
  });
  await simulator.settled();
  const id = "id" in call ? call.id : "";
  expect(await client.calls.get({ id })).toMatchObject({ status: "ended", endedReason: "customer-ended-call" });
  const listed = await client.calls.list({ assistantId: assistant.id, createdAtGe: new Date(0).toISOString() });
  expect(listed.map((item) => item.id)).toEqual([id]);
  await expect(client.calls.create({ assistantId: assistant.id }, QUICK)).rejects.toMatchObject({ statusCode: 400 });
  const stranger = new VapiClient({ token: "unknown", baseUrl: `http://127.0.0.1:${server.port}` });
  await expect(stranger.assistants.list({}, QUICK)).rejects.toMatchObject({ statusCode: 401 });
  await server.close();
  await simulator.close();
});

test.each([
  [{ server: { url: "https://x.test" } }, "property server should not exist"],
  [{ metadata: {} }, "property metadata should not exist"],
  [{ name: "n".repeat(41) }, "name must be shorter than or equal to 40 characters"],
  [
    { customer: { number: "+16025550142", externalId: "e".repeat(41) } },
    "customer.externalId must be shorter than or equal to 40 characters",
  ],
  [
    { customer: { number: "602-555-0142" } },
    "customer.number must be a valid phone number in the E.164 format. Hot tip, you may be missing the country code (Eg. US: +1).",
  ],
  [{ customer: { number: "+16025550142", ssn: "1" } }, "customer.property ssn should not exist"],
  [{ assistantOverrides: { prompt: "x" } }, "assistantOverrides.property prompt should not exist"],
  [{ assistantId: "7" }, "assistantId must be a UUID"],
])("POST /call with %j is refused as the provider refuses it", async (fields, message) => {
  const firm = await openFirm();
  const response = await firm.call("+16025550142", fields);
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ message: [message], error: "Bad Request", statusCode: 400 });
  expect(firm.simulator.calls()).toEqual([]);
});

test("a call needs a saved assistant, a number and a customer", async () => {
  const firm = await openFirm();
  const inline = await firm.call("+16025550142", { assistantId: undefined, assistant: { firstMessage: "Hi" } });
  expect((await inline.json()).message[0]).toContain("assistant is not simulated");
  const nothing = await firm.api("POST", "/call", {});
  expect((await nothing.json()).message).toHaveLength(3);
  expect((await firm.api("POST", "/call", "{")).status).toBe(400);
});

test("the raw bytes of POST /call are kept as they came", async () => {
  const firm = await openFirm();
  const text = `{ "assistantId":"${firm.assistantId}",  "phoneNumberId":"${firm.phoneNumberId}","customer":{"number":"+16025550142","name":"Zoë"}}`;
  expect((await firm.api("POST", "/call", text)).status).toBe(201);
  expect(firm.simulator.receivedBodies().map((body) => new TextDecoder().decode(body))).toEqual([text]);
  const [kept] = await (await firm.api("GET", "/simulator/calls")).json();
  expect(Buffer.from(kept.receivedBody, "base64").toString()).toBe(text);
  await firm.simulator.close();
});

test("another organisation's objects answer as unknown ones", async () => {
  const firm = await openFirm();
  const { id } = await (await firm.call("+16025550184")).json();
  const foreign = { authorization: "Bearer vapi-sim-firm-two" };
  for (const path of [`/call/${id}`, `/assistant/${firm.assistantId}`, `/phone-number/${firm.phoneNumberId}`]) {
    expect((await firm.api("GET", path, undefined, foreign)).status).toBe(404);
    expect((await firm.api("DELETE", path, undefined, foreign)).status).toBe(404);
    expect((await firm.api("GET", path)).status).toBe(200);
  }
  expect(await (await firm.api("GET", "/call", undefined, foreign)).json()).toEqual([]);
  const { assistantId, phoneNumberId } = firm;
  const body = { assistantId, phoneNumberId, customer: { number: "+16025550142" } };
  expect((await firm.api("POST", "/call", body, foreign)).status).toBe(400);
  const server = { url: "http://firm.test", credentialId: firm.credentialId };
  expect((await firm.api("POST", "/assistant", { server }, foreign)).status).toBe(400);
  await firm.simulator.close();
});

test("GET /call filters by time and limit and refuses an unknown filter", async () => {
  const firm = await openFirm();
  const first = await (await firm.call("+16025550184")).json();
  const second = await (await firm.call("+16025550184")).json();
  const list = async (query: string) => {
    const response = await firm.api("GET", `/call?${query}`);
    const items: { id: string }[] = await response.json();
    return items.map(({ id }) => id);
  };
  expect(await list("limit=1")).toEqual([second.id]);
  expect(await list(`createdAtGe=${first.createdAt}`)).toEqual([second.id, first.id]);
  expect(await list(`createdAtGt=${new Date(Date.now() + 1000).toISOString()}`)).toEqual([]);
  expect(await list(`assistantId=${first.id}`)).toEqual([]);
  expect((await firm.api("GET", "/call?externalId=ct_test")).status).toBe(400);
  await firm.simulator.close();
});

test("recordings, logs and live control follow the assistant's plans", async () => {
  const firm = await openFirm();
  const silent = await (await firm.call("+16025550142")).json();
  expect(silent.monitor).toBeUndefined();
  await firm.simulator.settled();
  const bare = await (await firm.api("GET", `/call/${silent.id}`)).json();
  expect(Object.keys(bare.artifact).sort()).toEqual([
    "messages",
    "messagesOpenAIFormatted",
    "transcript",
    "variableValues",
  ]);
  expect((await firm.api("GET", `/call/${silent.id}/mono-recording`)).status).toBe(404);

  await firm.api("PATCH", `/assistant/${firm.assistantId}`, { artifactPlan: {}, monitorPlan: {} });
  const recorded = await (await firm.call("+16025550142")).json();
  await firm.simulator.settled();
  const [one, two] = await Promise.all([1, 2].map(async () => (await firm.api("GET", `/call/${recorded.id}`)).json()));
  expect(one.artifact.recordingUrl).toBe(two.artifact.recordingUrl);
  expect(one.artifact.presignedMonoUrl).not.toBe(two.artifact.presignedMonoUrl);
  const redirect = await firm.api("GET", `/call/${recorded.id}/mono-recording`);
  expect(redirect.status).toBe(302);
  const file = await firm.api("GET", new URL(redirect.headers.get("location") ?? "").pathname);
  expect(file.headers.get("content-type")).toBe("audio/wav");
});

test("a call can be renamed, ended through its control URL, and deleted", async () => {
  const firm = await openFirm({ assistant: { monitorPlan: {} }, simulator: { pace: 1 } });
  const call = await (await firm.call("+16025550142")).json();
  expect((await firm.api("PATCH", `/call/${call.id}`, { name: "att_2" })).status).toBe(200);
  expect((await firm.api("PATCH", `/call/${call.id}`, { status: "ended" })).status).toBe(400);
  expect((await firm.api("POST", new URL(call.monitor.controlUrl).pathname, { type: "end-call" })).status).toBe(200);
  await expect
    .poll(async () => (await firm.api("GET", `/call/${call.id}`)).json())
    .toMatchObject({ name: "att_2", status: "ended", endedReason: "manually-canceled" });
  expect((await firm.api("DELETE", `/call/${call.id}`)).status).toBe(200);
  expect((await firm.api("GET", `/call/${call.id}`)).status).toBe(404);
  await firm.simulator.close();
});

test("a call over the limit is answered 201 with concurrencyBlocked and never starts", async () => {
  const firm = await openFirm({ simulator: { concurrencyLimit: 1, pace: 0.01 } });
  await firm.call("+16025550142");
  const blocked = await (await firm.call("+16025550143")).json();
  expect(blocked.subscriptionLimits).toEqual({
    concurrencyBlocked: true,
    concurrencyLimit: 1,
    remainingConcurrentCalls: 0,
  });
  await firm.simulator.settled();
  const ended = await (await firm.api("GET", `/call/${blocked.id}`)).json();
  expect(ended.endedReason).toBe("call.start.error-subscription-concurrency-limit-reached");
});
