import { afterEach, beforeEach, expect, test } from "vitest";
import { openSenders, type Senders } from "../senders/testing/open-senders";

let senders: Senders;

beforeEach(async () => {
  senders = await openSenders();
});

afterEach(async () => {
  await senders.close();
});

async function find(query: object, { instance = "firm-a", apikey = "evo-sim-firm-a" } = {}) {
  const response = await senders.fetch(`/evolution/chat/findMessages/${instance}`, {
    method: "POST",
    headers: { apikey, "content-type": "application/json" },
    body: JSON.stringify(query),
  });
  return { status: response.status, body: await response.json() };
}

function textOf(text: string, from = "+16025550120") {
  return { input: { from, to: "+16025550110", text, name: "Elena Márquez" } };
}

test("what was dropped in silence is found afterwards, the newest first, in the gateway's shape", async () => {
  await senders.play("evolution", "text", textOf("Told"));
  await senders.play("evolution", "text", { ...textOf("Dropped"), faults: ["silence"] });
  expect(senders.receiver.received).toHaveLength(1);
  const { body } = await find({});
  expect(body).toEqual({ messages: { total: 2, pages: 1, currentPage: 1, records: expect.any(Array) } });
  expect(body.messages.records[0]).toEqual({
    id: expect.stringMatching(/^cm/),
    key: expect.objectContaining({ remoteJid: "16025550120@s.whatsapp.net", fromMe: false }),
    pushName: "Elena Márquez",
    messageType: "conversation",
    message: { conversation: "Dropped" },
    messageTimestamp: expect.any(Number),
    instanceId: expect.any(String),
    source: "android",
    contextInfo: null,
    MessageUpdate: [],
  });
});

test("what became of a message stands beside it, and one that was told twice stands there once", async () => {
  await senders.play("evolution", "sent-by-api", { faults: ["duplicate", "out-of-order"] });
  const { body } = await find({});
  expect(body.messages.records).toMatchObject([
    {
      key: { fromMe: true },
      MessageUpdate: [{ status: "SERVER_ACK" }, { status: "DELIVERY_ACK" }, { status: "READ" }],
    },
  ]);
});

test("a forged delivery never happened", async () => {
  for (const fault of ["bad-signature", "unsigned", "tampered", "wrong-firm-account", "wrong-firm-url"] as const) {
    await senders.play("evolution", "text", { faults: [fault] });
  }
  expect((await find({})).body.messages.total).toBe(0);
});

test("the query narrows by chat, id, time and page; a time window counts with both ends only", async () => {
  for (const text of ["one", "two", "three"]) await senders.play("evolution", "text", textOf(text));
  await senders.play("evolution", "text", textOf("other", "+16025550121"));
  const total = async (query: object) => (await find(query)).body.messages.total;
  expect(await total({ where: { key: { remoteJid: "16025550121@s.whatsapp.net" } } })).toBe(1);
  const [record] = (await find({})).body.messages.records;
  expect(await total({ where: { key: { id: record.key.id } } })).toBe(1);
  expect(await total({ where: { key: { fromMe: true } } })).toBe(0);
  const hour = (ahead: number) => new Date(Date.now() + ahead * 3_600_000).toISOString();
  expect(await total({ where: { messageTimestamp: { gte: hour(-1), lte: hour(1) } } })).toBe(4);
  expect(await total({ where: { messageTimestamp: { gte: hour(1), lte: hour(2) } } })).toBe(0);
  expect(await total({ where: { messageTimestamp: { gte: hour(1) } } })).toBe(4);
  const second = (await find({ offset: 3, page: 2 })).body.messages;
  expect([second.pages, second.currentPage, second.records.length]).toEqual([2, 2, 1]);
});

test("an instance opens with its own token alone, and an unknown one does not exist", async () => {
  expect(await find({}, { apikey: "evo-sim-firm-b" })).toEqual({
    status: 401,
    body: { status: 401, error: "Unauthorized", response: { message: "Unauthorized" } },
  });
  expect(await find({}, { instance: "firm-z", apikey: "evo-sim-firm-z" })).toEqual({
    status: 404,
    body: { status: 404, error: "Not Found", response: { message: ['The "firm-z" instance does not exist'] } },
  });
  expect((await find({ page: "x" })).status).toBe(400);
  expect((await senders.fetch("/evolution/chat/whatsappNumbers/firm-a", { method: "POST" })).status).toBe(404);
});

test("the state of the connection is what happened last", async () => {
  const state = async () => {
    const response = await senders.fetch("/evolution/instance/connectionState/firm-a", {
      headers: { apikey: "evo-sim-firm-a" },
    });
    return response.json();
  };
  expect(await state()).toEqual({ instance: { instanceName: "firm-a", state: "open" } });
  await senders.play("evolution", "logged-out", { faults: ["silence"] });
  expect(await state()).toEqual({ instance: { instanceName: "firm-a", state: "close" } });
  await senders.play("evolution", "connect");
  expect(await state()).toEqual({ instance: { instanceName: "firm-a", state: "open" } });
});
