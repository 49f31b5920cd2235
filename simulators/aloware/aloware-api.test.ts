import { afterEach, expect, test } from "vitest";
import { openSenders, type Senders } from "@/simulators/senders/testing/open-senders";

const TOKEN = "org_a-0123456789abcdef";
const CLIENT = "+16025550142";

let senders: Senders;
afterEach(() => senders.close());

async function post(operation: string, body: Record<string, unknown>) {
  const answer = await senders.fetch(`/aloware/api/v1/webhook/${operation}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ api_token: TOKEN, ...body }),
  });
  return { status: answer.status, body: await answer.json() };
}

const text = (more: object = {}) => post("sms-gateway/send", { line_id: 63949, to: CLIENT, message: "Hello", ...more });
const told = () => senders.receiver.received.map(({ body }) => JSON.parse(body));

test("a text is accepted without an id, and told of once when it is over", async () => {
  senders = await openSenders();
  expect(await text()).toEqual({ status: 202, body: { message: "Message sent." } });
  await senders.simulator.settled();
  const [one, ...others] = told();
  expect(others).toEqual([]);
  expect(one).toMatchObject({
    event: "OutboundSMS-DispositionCompleted",
    body: { type: 2, direction: 2, body: "Hello", lead_number: CLIENT, current_status2: 9, disposition_status2: 4 },
  });
});

test.each([
  [{ to: "x" }, 422, "to"],
  [{ line_id: undefined }, 422, "from"],
  [{ message: "x".repeat(1_601) }, 422, "message"],
])("an order with %j is refused", async (more, status, field) => {
  senders = await openSenders();
  const answer = await text(more);
  expect(answer.status).toBe(status);
  expect(Object.keys(answer.body.errors)).toEqual([field]);
});

test("a contact with the mark is not written to; the mark is told of, and needs force for one that is known", async () => {
  senders = await openSenders();
  expect((await post("forms", { phone_number: CLIENT, name: "Ana Rivera" })).status).toBe(201);
  const again = await post("forms", { phone_number: CLIENT, is_dnc: 1 });
  expect(again).toEqual({ status: 409, body: { message: "Contact already exists" } });
  expect((await post("forms", { phone_number: CLIENT, is_dnc: 1, force_update: 1 })).status).toBe(200);
  expect(await text()).toEqual({ status: 422, body: { message: "Contact is on the DNC list." } });
  await senders.simulator.settled();
  expect(told()).toMatchObject([
    { event: "Contact-DNC-Updated", body: { phone_number: CLIENT, first_name: "Ana", is_dnc: true } },
  ]);
  const query = `phone_number=${encodeURIComponent(CLIENT)}&api_token=${TOKEN}`;
  const found = await senders.fetch(`/aloware/api/v1/webhook/contact/phone-number?${query}`);
  expect(await found.json()).toMatchObject({ is_dnc: true, last_name: "Rivera" });
});

test("a token opens its own firm's account, and a route that is not there is a page", async () => {
  senders = await openSenders();
  expect((await text({ api_token: "wrong" })).status).toBe(401);
  expect((await text({ api_token: 1 })).status).toBe(401);
  await text({ api_token: "org_b-0123456789abcdef" });
  await senders.simulator.settled();
  expect(senders.receiver.received.map(({ url }) => url)).toEqual(["/api/webhooks/aloware/org_b"]);
  const users = await senders.fetch(`/aloware/api/v1/webhook/users?api_token=${TOKEN}`);
  expect(await users.json()).toMatchObject([{ id: 1 }]);
  for (const path of ["/aloware/api/v1/webhook/messages", "/aloware/nothing"]) {
    const page = await senders.fetch(path, { method: "POST", body: "{}" });
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  }
});
