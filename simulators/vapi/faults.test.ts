import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { ConnectionDropped } from "../http/connection-dropped";
import { listenOnLoopback } from "../http/listen-on-loopback";
import type { Fault } from "./control/faults";
import { KEY, openFirm, SECRET } from "./testing/open-firm";

async function callWith(faults: Fault[], options: Parameters<typeof openFirm>[0] = {}) {
  const firm = await openFirm(options);
  expect((await firm.api("POST", "/simulator/faults", { faults })).status).toBe(201);
  const response = await firm.call("+16025550142");
  return { firm, response };
}

async function webhooksOf(faults: Fault[], options: Parameters<typeof openFirm>[0] = {}) {
  const { firm, response } = await callWith(faults, options);
  await firm.simulator.settled();
  return { firm, call: await response.json() };
}

test("a webhook can arrive before the answer to POST /call", async () => {
  const { firm } = await callWith(["webhook-before-201"], { simulator: { pace: 1 } });
  expect(firm.types()).toEqual(["status-update queued"]);
  await firm.simulator.close();
});

test("otherwise the answer to POST /call comes first", async () => {
  const { firm } = await callWith([]);
  expect(firm.types()).toEqual([]);
  await firm.simulator.close();
});

test("a 500 can hide a call that was created", async () => {
  const { firm, response } = await callWith(["error-after-create"]);
  expect(response.status).toBe(500);
  const [call] = await (await firm.api("GET", `/call?assistantId=${firm.assistantId}`)).json();
  expect(call.customer.externalId).toBe("ct_test");
  await firm.simulator.settled();
  expect(firm.types()).toContain("end-of-call-report");
});

test("an answer can be lost after the call was created: the connection closes", async () => {
  const firm = await openFirm();
  const server = await listenOnLoopback(firm.simulator.fetch, 0);
  firm.simulator.planNextCall({ faults: ["lost-answer"] });
  const { assistantId, phoneNumberId } = firm;
  const body = JSON.stringify({ assistantId, phoneNumberId, customer: { number: "+16025550185" } });
  const headers = { authorization: `Bearer ${KEY}` };
  await expect(fetch(`http://127.0.0.1:${server.port}/call`, { method: "POST", headers, body })).rejects.toThrow(
    "fetch failed",
  );
  expect(firm.simulator.calls()).toHaveLength(1);
  firm.simulator.planNextCall({ faults: ["lost-answer"] });
  await expect(firm.call("+16025550185")).rejects.toThrow(ConnectionDropped);
  await server.close();
  await firm.simulator.close();
});

test("429 names the time to wait and creates no call", async () => {
  const { firm, response } = await callWith(["rate-limited"]);
  expect([response.status, response.headers.get("retry-after")]).toEqual([429, "2"]);
  expect(firm.simulator.calls()).toEqual([]);
  expect((await firm.call("+16025550185")).status).toBe(201);
  await firm.simulator.close();
});

test("a slow answer comes after the first webhooks", async () => {
  const { firm, response } = await callWith(["slow"], { simulator: { pace: 0.01 } });
  expect(response.status).toBe(201);
  expect(firm.types()).toContain("status-update ringing");
  await firm.simulator.close();
});

test("silence: no webhook, though the call runs its course", async () => {
  const { firm, call } = await webhooksOf(["silence"]);
  expect(firm.received).toEqual([]);
  expect(await (await firm.api("GET", `/call/${call.id}`)).json()).toMatchObject({ status: "ended" });
});

test("the end-of-call report can be missing", async () => {
  const { firm } = await webhooksOf(["missing-end-report"]);
  expect(firm.types().at(-1)).toBe("status-update ended");
});

test("webhooks can come out of order", async () => {
  const { firm } = await webhooksOf(["out-of-order"]);
  const order = firm.types().filter((type) => !type.startsWith("tool-calls"));
  expect(order).toEqual([
    "status-update queued",
    "status-update in-progress",
    "status-update ringing",
    "end-of-call-report",
    "status-update ended",
  ]);
});

test.each([
  ["duplicate", 1],
  ["duplicate-new-id", 2],
] as const)("%s delivers each webhook twice, with %i id", async (fault, ids) => {
  const { firm } = await webhooksOf([fault]);
  const queued = firm.received.filter(({ message }) => message["status"] === "queued");
  expect(new Set(queued.map(({ headers }) => headers.get("webhook-id"))).size).toBe(ids);
  expect(new Set(queued.map(({ body }) => body)).size).toBe(1);
  expect(firm.types().filter((type) => type.includes("get_missing"))).toHaveLength(2);
});

test("a report delivered again has other presigned URLs", async () => {
  const { firm } = await webhooksOf(["presigned-urls-differ"]);
  const reports = firm.received.filter(({ message }) => message["type"] === "end-of-call-report");
  expect(reports).toHaveLength(2);
  expect(reports[0]?.body).not.toBe(reports[1]?.body);
  expect(reports[0]?.headers.get("webhook-id")).toBe(reports[1]?.headers.get("webhook-id"));
});

test.each(["bad-signature", "stale-timestamp", "unsigned"] as const)("%s does not verify", async (fault) => {
  const { firm } = await webhooksOf([fault]);
  const verifier = new Webhook(`whsec_${SECRET}`);
  expect(firm.received.length).toBeGreaterThan(3);
  for (const { body, headers } of firm.received) {
    expect(() => verifier.verify(body, Object.fromEntries(headers))).toThrow();
  }
});

test("a stale webhook is signed truly, ten minutes ago", async () => {
  const { firm } = await webhooksOf(["stale-timestamp"]);
  const { body = "", headers } = firm.received[0] ?? {};
  const at = new Date(Number(headers?.get("webhook-timestamp")) * 1000);
  expect(Date.now() - at.getTime()).toBeGreaterThan(599_000);
  const id = headers?.get("webhook-id") ?? "";
  expect(headers?.get("webhook-signature")).toBe(new Webhook(`whsec_${SECRET}`).sign(id, at, body));
});

test.each([
  ["large-body", 2],
  ["huge-body", 6],
] as const)("%s makes a report of over %i MiB", async (fault, mebibytes) => {
  const { firm } = await webhooksOf([fault]);
  expect(firm.simulator.deliveries().at(-1)?.sizeBytes).toBeGreaterThan(mebibytes * 1_048_576);
});

test("unknown types and unknown reasons are sent", async () => {
  const { firm } = await webhooksOf(["unknown-type", "unknown-ended-reason"]);
  expect(firm.types()).toContain("call.weather-report");
  expect(firm.received.at(-1)?.message["endedReason"]).toBe("call.in-progress.error-not-in-any-list");
});

test("a forged tool call and report name another organisation's call, well signed", async () => {
  const firm = await openFirm();
  const foreign = { authorization: "Bearer vapi-sim-firm-two" };
  const create = async (path: string, body: unknown) => (await (await firm.api("POST", path, body, foreign)).json()).id;
  const assistantId = await create("/assistant", { name: "Other" });
  const phoneNumberId = await create("/phone-number", { provider: "vapi" });
  const id = await create("/call", {
    assistantId,
    phoneNumberId,
    customer: { number: "+16025550185", externalId: "ct_other" },
  });
  firm.simulator.planNextCall({ faults: ["cross-tenant-call-id"] });
  await firm.call("+16025550142");
  await firm.simulator.settled();
  const forged = firm.received.filter(({ message }) => JSON.stringify(message["call"]).includes(id));
  expect(forged.map(({ message }) => message["type"])).toEqual(["tool-calls", "end-of-call-report"]);
  for (const { body, headers } of forged) new Webhook(`whsec_${SECRET}`).verify(body, Object.fromEntries(headers));
});

test.each([
  [
    "tool-arguments-object",
    { id: expect.any(String), type: "function", function: { name: "confirm_identity", arguments: { answer: "yes" } } },
  ],
  ["tool-arguments-flat", { id: expect.any(String), name: "confirm_identity", arguments: { answer: "yes" } }],
  ["tool-parameters-flat", { id: expect.any(String), name: "confirm_identity", parameters: { answer: "yes" } }],
] as const)("%s is another shape of the same tool call", async (fault, shape) => {
  const { firm } = await webhooksOf([fault]);
  const first = firm.received.find(({ message }) => message["type"] === "tool-calls");
  expect(first?.message["toolCallList"]).toEqual([shape]);
  expect(first?.message["toolWithToolCallList"]).toMatchObject([{ type: "function", toolCall: shape }]);
  expect(firm.toolCalls().map(({ name }) => name)).toContain("save_case_detail");
});

test("late webhooks come after the call has moved on", async () => {
  const firm = await openFirm({ simulator: { pace: 0.05 } });
  firm.simulator.planNextCall({ faults: ["late"], persona: "busy" });
  await firm.call("+16025550142");
  await firm.simulator.settled();
  const [first] = firm.simulator.deliveries();
  expect(first?.detail).toBe("queued");
  expect(Date.parse(first?.at ?? "")).toBeGreaterThan(Date.parse(firm.simulator.calls()[0]?.endedAt ?? ""));
});

test("a plan waits for its number and its organisation, and serves as many calls as it says", async () => {
  const firm = await openFirm();
  const plan = { persona: "busy", number: "+16025550142", count: 2 };
  expect(await (await firm.api("POST", "/simulator/faults", plan)).json()).toEqual([plan]);
  for (const number of ["+16025550143", "+16025550142", "+16025550142", "+16025550142"]) await firm.call(number);
  await firm.simulator.settled();
  expect(firm.simulator.calls().map(({ endedReason }) => endedReason)).toEqual([
    "customer-ended-call",
    "customer-busy",
    "customer-busy",
    "customer-ended-call",
  ]);
  await firm.api("POST", "/simulator/faults", plan);
  await firm.api("DELETE", "/simulator/faults");
  expect(await (await firm.api("GET", "/simulator/faults")).json()).toEqual([]);
  expect((await firm.api("POST", "/simulator/faults", { faults: ["no-such-fault"] })).status).toBe(400);
});

test("a request header chooses the client for one call", async () => {
  const firm = await openFirm();
  const { assistantId, phoneNumberId } = firm;
  const body = { assistantId, phoneNumberId, customer: { number: "+16025550142" } };
  await firm.api("POST", "/call", body, { "x-simulator-persona": "busy", "x-simulator-pace": "0" });
  await firm.simulator.settled();
  expect(firm.simulator.calls()[0]?.endedReason).toBe("customer-busy");
});
