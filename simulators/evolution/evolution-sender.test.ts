import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { openSenders, type Senders } from "../senders/testing/open-senders";
import { createEvolutionSender } from "./evolution-sender";
import { jidOf, lidOf } from "./instance";

const envelope = z.strictObject({
  event: z.string(),
  instance: z.literal("firm-a"),
  data: z.unknown(),
  destination: z.url(),
  date_time: z.iso.datetime(),
  sender: z.string().optional(),
  server_url: z.url(),
  apikey: z.string(),
});

let senders: Senders;

beforeEach(async () => {
  senders = await openSenders();
});

afterEach(async () => {
  await senders.close();
});

async function playEvents(scene: string) {
  await senders.play("evolution", scene);
  return senders.receiver.received.map(({ body }) => envelope.parse(JSON.parse(body)));
}

test("a client's message has the gateway's envelope and Baileys' shape", async () => {
  const [event] = await playEvents("text");
  expect(event).toMatchObject({
    event: "messages.upsert",
    destination: `${senders.receiver.origin}/api/webhooks/evolution/org_a`,
    sender: "16025550110@s.whatsapp.net",
    apikey: "evo-sim-firm-a",
    data: {
      key: {
        remoteJid: "16025550120@s.whatsapp.net",
        fromMe: false,
        id: expect.stringMatching(/^3EB0[0-9A-F]{18}$/),
        participant: "",
        remoteJidAlt: expect.stringMatching(/^\d{15}@lid$/),
        addressingMode: "pn",
      },
      pushName: "Elena Márquez",
      status: "DELIVERY_ACK",
      message: { conversation: "Where is my check" },
      contextInfo: null,
      messageType: "conversation",
      messageTimestamp: expect.any(Number),
      instanceId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/),
      source: "android",
    },
  });
  expect(senders.receiver.received[0]?.headers["user-agent"]).toMatch(/^axios\//);
});

test("the gateway's date_time calls itself UTC and is not", async () => {
  const [event] = await playEvents("text");
  const ahead = Date.now() - new Date(event?.date_time ?? "").getTime();
  expect(Math.round(ahead / 3_600_000)).toBe(3);
});

test.each([
  ["lid-known", { remoteJid: jidOf("+16025550120"), addressingMode: "lid" }],
  ["lid-unknown", { remoteJid: lidOf("+16025550120"), addressingMode: "lid" }],
  ["group", { remoteJid: expect.stringMatching(/@g\.us$/), participantAlt: jidOf("+16025550120") }],
  ["status", { remoteJid: "status@broadcast" }],
  ["own-phone", { remoteJid: jidOf("+16025550120"), fromMe: true }],
])("%s: who wrote it is told as WhatsApp tells it", async (scene, key) => {
  const [event] = await playEvents(scene);
  expect(event?.data).toMatchObject({ key, pushName: scene === "own-phone" ? "Você" : "Elena Márquez" });
});

test.each([
  ["reply", "conversation"],
  ["image", "imageMessage"],
  ["document", "documentMessage"],
  ["voice-note", "audioMessage"],
  ["location", "locationMessage"],
  ["reaction", "reactionMessage"],
  ["extended-text", "extendedTextMessage"],
])("%s: the type of the message is %s", async (scene, messageType) => {
  const [event] = await playEvents(scene);
  expect(event?.data).toMatchObject({ messageType, message: { [messageType]: expect.anything() } });
  expect(event?.sender === undefined).toBe(scene === "extended-text");
});

test("what the API sends is told twice under one id, and its acks follow", async () => {
  const events = await playEvents("sent-by-api");
  expect(events.map(({ event }) => event)).toEqual([
    "send.message",
    "messages.upsert",
    "messages.update",
    "messages.update",
    "messages.update",
  ]);
  const key = z.object({ key: z.object({ id: z.string(), fromMe: z.literal(true) }) });
  const ack = z.object({ keyId: z.string(), remoteJid: z.string(), fromMe: z.literal(true), status: z.string() });
  const [sent, told, ...acks] = events;
  const id = key.parse(sent?.data).key.id;
  expect(key.parse(told?.data).key.id).toBe(id);
  expect(acks.map(({ data }) => ack.parse(data))).toMatchObject([
    { keyId: id, status: "SERVER_ACK" },
    { keyId: id, status: "DELIVERY_ACK" },
    { keyId: id, status: "READ" },
  ]);
});

test("acks can run backwards, and the Cloud channel has other words and another key in the body", async () => {
  const backwards = await playEvents("acks-backwards");
  expect(backwards.slice(1).map(({ data }) => z.object({ status: z.string() }).parse(data).status)).toEqual([
    "READ",
    "DELIVERY_ACK",
    "SERVER_ACK",
  ]);
  senders.receiver.received.length = 0;
  const business = await playEvents("business-acks");
  expect(business[1]).toMatchObject({ apikey: "EAAGsimulatedMetaToken", data: { status: "SENT" } });
});

test("an edit and a deletion name the message that they are about", async () => {
  const [written, edit] = await playEvents("edit");
  expect(edit).toMatchObject({
    event: "messages.edited",
    data: { key: z.object({ key: z.unknown() }).parse(written?.data).key, type: 14, editedMessage: expect.anything() },
  });
  senders.receiver.received.length = 0;
  const [, deletion] = await playEvents("delete");
  expect(deletion).toMatchObject({
    event: "messages.delete",
    data: { remoteJid: "16025550120@s.whatsapp.net", fromMe: false, id: expect.any(String), status: "DELETED" },
  });
});

test("logging out on the phone is three events, one of them with no data", async () => {
  const events = await playEvents("logged-out");
  expect(events).toMatchObject([
    { event: "status.instance", data: { status: "closed", disconnectionReasonCode: 401 } },
    { event: "logout.instance", data: null },
    { event: "connection.update", data: { instance: "firm-a", state: "close", statusReason: 401 } },
  ]);
});

test("every scene is sent and answered", async () => {
  const scenes = createEvolutionSender().scenes;
  for (const { id } of scenes) await senders.play("evolution", id);
  const states = new Set(senders.simulator.deliveries().map(({ state }) => state));
  expect([...states]).toEqual(["answered"]);
  expect(new Set(scenes.map(({ id }) => id)).size).toBe(scenes.length);
});

test("the token of an event is minted once: what is sent again carries the first one", async () => {
  senders.receiver.answer((_, count) => ({ status: count < 3 ? 503 : 200 }));
  await senders.play("evolution", "text");
  const tokens = senders.receiver.received.map(({ headers }) => headers.authorization);
  expect([tokens.length, new Set(tokens).size]).toEqual([3, 1]);
  await senders.play("evolution", "text", { faults: ["old-timestamp"] });
  const claims = senders.receiver.received[3]?.headers.authorization?.split(".")[1] ?? "";
  const { exp } = z.object({ exp: z.number() }).parse(JSON.parse(Buffer.from(claims, "base64url").toString()));
  expect(exp).toBeLessThan(Date.now() / 1000);
});

test("401 is final, 429 is not, and the gateway tries ten times", async () => {
  senders.receiver.answer(() => ({ status: 401 }));
  await senders.play("evolution", "text");
  expect(senders.receiver.received).toHaveLength(1);
  senders.receiver.answer(() => ({ status: 429, headers: { "retry-after": "60" } }));
  await senders.play("evolution", "text");
  expect(senders.receiver.received).toHaveLength(11);
});
