import { afterEach, expect, test } from "vitest";
import { openSenders, type Senders } from "@/simulators/senders/testing/open-senders";
import { ghlIdOf } from "./ghl-id";

const LOCATION = "locA1234567890abcdef";
const CLIENT = "+16025550120";
const CONTACT = ghlIdOf("contact", LOCATION, CLIENT);
const HEADERS = { authorization: "Bearer pit-anything", version: "2021-04-15", "content-type": "application/json" };

let senders: Senders;
afterEach(() => senders.close());

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = HEADERS) {
  const content = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
  const answer = await senders.fetch(`/ghl/${path}`, { method, headers, ...content });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

const send = (more: object = {}) =>
  ask("POST", "conversations/messages", {
    ...{ type: "SMS", contactId: CONTACT, message: "Hello", toNumber: CLIENT },
    ...more,
  });
const told = () => senders.receiver.received.map(({ body }) => JSON.parse(body));

test("a text is pending, then comes back as OutboundMessage for each of its states, and stands in its conversation", async () => {
  senders = await openSenders();
  const { status, body } = await send();
  expect([status, body.status]).toEqual([201, "pending"]);
  await senders.simulator.settled();
  expect(told()).toMatchObject(
    ["sent", "delivered"].map((state) => ({
      type: "OutboundMessage",
      locationId: LOCATION,
      contactId: CONTACT,
      messageId: body.messageId,
      direction: "outbound",
      body: "Hello",
      status: state,
    })),
  );
  const found = await ask("GET", `conversations/search?locationId=${LOCATION}&contactId=${CONTACT}`);
  expect(found.body.conversations).toMatchObject([{ id: body.conversationId, contactId: CONTACT }]);
  expect((await ask("GET", `conversations/search?locationId=${LOCATION}&contactId=x`)).body.conversations).toEqual([]);
  const { messages } = (await ask("GET", `conversations/${body.conversationId}/messages`)).body.messages;
  expect(messages).toMatchObject([{ id: body.messageId, status: "delivered", direction: "outbound" }]);
});

test("a contact that is marked is not written to, until the mark is taken off; each change is told", async () => {
  senders = await openSenders();
  await senders.play("ghl", "sms");
  senders.receiver.received.length = 0;
  expect((await ask("GET", `contacts/${CONTACT}`)).body.contact).toMatchObject({
    id: CONTACT,
    phone: CLIENT,
    dnd: false,
  });
  const mark = (status: string) => ask("PUT", `contacts/${CONTACT}`, { dndSettings: { SMS: { status, code: "103" } } });
  expect(await mark("active")).toMatchObject({ status: 200, body: { succeded: true } });
  const refused = { status: 400, body: { message: "Cannot send message as DND is active for SMS." } };
  expect(await send()).toMatchObject(refused);
  expect(await send({ type: "WhatsApp" })).toMatchObject({ status: 201 });
  expect(await mark("permanent")).toMatchObject({ status: 200 });
  expect(await send()).toMatchObject(refused);
  expect(await mark("inactive")).toMatchObject({ status: 200 });
  expect(await send()).toMatchObject({ status: 201 });
  await senders.simulator.settled();
  const marks = told().filter(({ type }) => type === "ContactDndUpdate");
  expect(marks.map(({ dndSettings }) => dndSettings.SMS.status)).toEqual(["active", "permanent", "inactive"]);
  const everything = { dnd: true, dndSettings: {} };
  expect(await ask("PUT", `contacts/${CONTACT}`, everything)).toMatchObject({ status: 200 });
});

test("contacts are found by number and by words, in their own location alone", async () => {
  senders = await openSenders();
  await senders.play("ghl", "sms");
  const search = (more: object) => ask("POST", "contacts/search", { locationId: LOCATION, ...more });
  const byNumber = { filters: [{ field: "phone", operator: "eq", value: CLIENT }] };
  expect((await search(byNumber)).body).toMatchObject({ total: 1, contacts: [{ id: CONTACT, lastName: "Márquez" }] });
  expect((await search({ query: "elena" })).body.total).toBe(1);
  expect((await search({ query: "nobody" })).body.total).toBe(0);
  const duplicate = (location: string) =>
    ask("GET", `contacts/search/duplicate?locationId=${location}&number=${encodeURIComponent(CLIENT)}`);
  expect((await duplicate(LOCATION)).body.contact).toMatchObject({ id: CONTACT });
  expect((await duplicate("locB1234567890abcdef")).body.contact).toBeNull();
  expect((await duplicate("elsewhere")).status).toBe(403);
});

test("what is wrong with a request is said in HighLevel's words", async () => {
  senders = await openSenders();
  expect(await send({ contactId: "unknown" })).toMatchObject({ status: 400, body: { message: "Contact not found" } });
  expect((await send({ message: "" })).status).toBe(422);
  expect((await ask("POST", "conversations/messages", "{")).status).toBe(400);
  expect((await ask("PUT", `contacts/${CONTACT}`, {})).status).toBe(400);
  await senders.play("ghl", "sms");
  expect((await ask("PUT", `contacts/${CONTACT}`, { locationId: LOCATION })).status).toBe(422);
  expect((await ask("PUT", `contacts/${CONTACT}`, { dndSettings: { SMS: { status: "x" } } })).status).toBe(422);
  for (const [authorization, message] of [
    ["", "Invalid token: access token is invalid"],
    ["Bearer expired", "Invalid token: access token is invalid"],
    ["Bearer no-scope", "The token is not authorized for this scope."],
  ] as const) {
    const answer = await ask("GET", `contacts/${CONTACT}`, undefined, { ...HEADERS, authorization });
    expect(answer).toMatchObject({ status: 401, body: { message } });
  }
});

test("a hundred requests in ten seconds are answered, with what is left, and the next is too many", async () => {
  senders = await openSenders();
  const first = await send();
  expect(Object.fromEntries(first.headers)).toMatchObject({
    "x-ratelimit-max": "100",
    "x-ratelimit-remaining": "99",
    "x-ratelimit-interval-milliseconds": "10000",
    "x-ratelimit-limit-daily": "200000",
    "x-ratelimit-daily-remaining": "199999",
  });
  for (let index = 1; index < 100; index += 1) expect((await send()).status).toBe(201);
  expect(await send()).toMatchObject({ status: 429, body: { message: "Too many requests" } });
  const other = "locB1234567890abcdef";
  expect((await send({ contactId: ghlIdOf("contact", other, CLIENT) })).status).toBe(201);
});
