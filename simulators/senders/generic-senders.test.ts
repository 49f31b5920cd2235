import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { openSenders, type Senders } from "./testing/open-senders";

const event = z.strictObject({
  id: z.string().startsWith("evt_"),
  type: z.string(),
  timestamp: z.iso.datetime(),
  data: z.record(z.string(), z.unknown()),
});
const message = {
  messageId: z.string(),
  from: z.string(),
  to: z.string(),
  text: z.string(),
  sentAt: z.iso.datetime(),
  status: z.enum(["delivered", "failed"]).optional(),
  errorCode: z.string().optional(),
  errorMessage: z.string().optional(),
};
const textingData = z.strictObject(message);
const recipientData = z.strictObject({ broadcastId: z.string(), ...message });
const makeData = z.strictObject({
  externalId: z.string(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  language: z.enum(["en", "es"]).nullable(),
  text: z.string().nullable(),
  occurredAt: z.iso.datetime(),
});

let senders: Senders;

beforeEach(async () => {
  senders = await openSenders();
});

afterEach(async () => {
  await senders.close();
});

async function playEvents(provider: string, scene: string) {
  await senders.play(provider, scene);
  return senders.receiver.received.map(({ body, headers }) => {
    const parsed = event.parse(JSON.parse(body));
    expect(headers["webhook-id"]).toBe(parsed.id);
    return parsed;
  });
}

test.each([
  ["text", ["message.received"]],
  ["stop", ["message.received", "message.opted_out"]],
  ["alto", ["message.received"]],
  ["start", ["message.received"]],
  ["conversation", ["message.received", "message.received", "message.received"]],
  ["delivered", ["message.delivered"]],
  ["failed", ["message.failed"]],
  ["delivered-then-failed", ["message.delivered", "message.failed"]],
  ["unknown-event", ["message.typing"]],
])("texting %s has the documented shape", async (scene, types) => {
  const events = await playEvents("texting", scene);
  expect(events.map(({ type }) => type)).toEqual(types);
  for (const { data } of events) textingData.parse(data);
});

test("a client's text goes to the firm, the firm's to the client, and two updates of one text share its id", async () => {
  const [received] = await playEvents("texting", "stop");
  expect(received?.data).toMatchObject({ from: "+16025550120", to: "+16025550110", text: "STOP" });
  senders.receiver.received.length = 0;
  const [delivered, failed] = await playEvents("texting", "delivered-then-failed");
  expect(delivered?.data).toMatchObject({ from: "+16025550110", to: "+16025550120", status: "delivered" });
  expect(failed?.data).toMatchObject({ messageId: delivered?.data["messageId"], status: "failed", errorCode: "30008" });
  expect(failed?.id).not.toBe(delivered?.id);
});

test("a broadcast starts, tells of every recipient, and completes with true counts", async () => {
  const events = await playEvents("broadcast", "campaign");
  const [started, ...rest] = events;
  const completed = rest.pop();
  expect(started).toMatchObject({ type: "broadcast.started", data: { recipients: 6, from: "+16025550110" } });
  expect(completed).toMatchObject({ type: "broadcast.completed", data: { recipients: 6, delivered: 3, failed: 1 } });
  expect(rest.map(({ type }) => type)).toEqual([
    "message.delivered",
    "message.delivered",
    "message.delivered",
    "message.failed",
    "message.received",
    "message.opted_out",
  ]);
  for (const { data } of rest) expect(recipientData.parse(data).broadcastId).toBe(started?.data["broadcastId"]);
});

test("a hundred recipients are a hundred messages to a hundred numbers", async () => {
  const events = await playEvents("broadcast", "hundred");
  const messages = events
    .filter(({ type }) => type === "message.delivered")
    .map(({ data }) => recipientData.parse(data));
  expect(new Set(messages.map(({ to }) => to)).size).toBe(100);
  expect(new Set(messages.map(({ messageId }) => messageId)).size).toBe(100);
});

test.each([
  ["lead", ["lead.created"]],
  ["lead-spanish", ["lead.created"]],
  ["lead-bare", ["lead.created"]],
  ["lead-again", ["lead.created", "lead.created"]],
  ["message", ["message.received"]],
  ["opt-out", ["contact.optout"]],
  ["unknown-event", ["invoice.paid"]],
])("make %s has the documented shape, with all keys always there", async (scene, types) => {
  const events = await playEvents("make", scene);
  expect(events.map(({ type }) => type)).toEqual(types);
  for (const { data } of events) makeData.parse(data);
});

test("the same lead twice is two events about one lead", async () => {
  const [first, second] = await playEvents("make", "lead-again");
  expect(second?.data["externalId"]).toBe(first?.data["externalId"]);
  expect(second?.id).not.toBe(first?.id);
  expect([first?.data["email"], second?.data["email"]]).toEqual([null, "new.lead@example.com"]);
});

test("failures of the desk are tried again four times in all, refusals once", async () => {
  senders.receiver.answer(() => ({ status: 503 }));
  await senders.play("texting", "text");
  expect(senders.receiver.received).toHaveLength(4);
  senders.receiver.answer(() => ({ status: 410 }));
  await senders.play("texting", "text");
  expect(senders.receiver.received).toHaveLength(5);
});
