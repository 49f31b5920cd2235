import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { SendOrder } from "@/lib/domain/sends/cleared-send";
import type { SendAnswer } from "@/lib/domain/sends/send-answer";
import { sendAlowareMessage } from "@/lib/integrations/aloware/send-message";
import { testAlowareConnection } from "@/lib/integrations/aloware/test-connection";
import { sendBroadcastMessage } from "@/lib/integrations/broadcast/send-message";
import { findGhlMessage } from "@/lib/integrations/ghl/find-sent-message";
import { sendGhlMessage } from "@/lib/integrations/ghl/send-message";
import { testGhlConnection } from "@/lib/integrations/ghl/test-connection";
import { sendTextingMessage } from "@/lib/integrations/texting/send-message";
import { findTwilioMessage } from "@/lib/integrations/twilio/find-sent-message";
import { sendTwilioMessage } from "@/lib/integrations/twilio/send-message";
import { testTwilioConnection } from "@/lib/integrations/twilio/test-connection";
import { ghlIdOf } from "@/simulators/ghl/ghl-id";
import { OTHER_FIRM_SECRET, STANDARD_SECRET } from "@/simulators/senders/testing/open-senders";
import { clearedSend } from "@/tests/support/cleared-send";
import { openSendersServer, type SendersServer } from "@/tests/support/senders-server";

const LOCATION = "locA1234567890abcdef";
const CLIENT = "+16025550142";

let server: SendersServer;
beforeAll(async () => {
  server = await openSendersServer();
  vi.stubEnv("DOCKETLINE_MODE", "embedded");
  vi.stubEnv("TWILIO_BASE_URL", `${server.url}/twilio`);
  vi.stubEnv("GHL_BASE_URL", `${server.url}/ghl`);
  vi.stubEnv("ALOWARE_BASE_URL", `${server.url}/aloware`);
});
beforeEach(() => {
  server.receiver.received.length = 0;
});
afterAll(() => server.close());

type Order = Partial<SendOrder> & { key: string };
type Client = {
  provider: SendOrder["provider"];
  send: (order: ReturnType<typeof clearedSend>, signal?: AbortSignal) => Promise<SendAnswer>;
  order: (to: string) => Order;
  /** Reasons by the number's last digits, as each provider lets us know them. */
  refusals: Record<string, string>;
  wrongKey: string;
};

const platform = (name: "texting" | "broadcast", send: Client["send"]): Client => ({
  provider: name,
  send,
  order: () => ({ key: STANDARD_SECRET, settings: { sendUrl: `${server.url}/${name}/messages` } }),
  refusals: {
    "71": "invalid_number",
    "72": "region_not_allowed",
    "73": "opted_out_at_provider",
    "74": "not_mobile",
    "75": "do_not_disturb",
  },
  wrongKey: "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
});

const CLIENTS: Client[] = [
  {
    provider: "twilio",
    send: sendTwilioMessage,
    order: () => ({ account: `AC${"a".repeat(32)}`, key: "a1".repeat(16) }),
    refusals: {
      "71": "invalid_number",
      "72": "region_not_allowed",
      "73": "opted_out_at_provider",
      "74": "not_mobile",
      "75": "opted_out_at_provider",
    },
    wrongKey: "b2".repeat(16),
  },
  {
    provider: "ghl",
    send: sendGhlMessage,
    order: (to) => ({
      account: LOCATION,
      key: "pit-of-the-firm",
      externalContactId: ghlIdOf("contact", LOCATION, to),
    }),
    refusals: {
      "71": "invalid_number",
      "73": "opted_out_at_provider",
      "74": "not_mobile",
      "75": "do_not_disturb",
    },
    wrongKey: "expired",
  },
  {
    provider: "aloware",
    send: sendAlowareMessage,
    order: () => ({ key: "org_a-0123456789abcdef" }),
    refusals: {
      "71": "invalid_number",
      "73": "opted_out_at_provider",
      "74": "not_mobile",
      "75": "do_not_disturb",
    },
    wrongKey: "org_c-0123456789abcdef",
  },
  platform("texting", sendTextingMessage),
  platform("broadcast", sendBroadcastMessage),
];

let sent = 0;
function orderOf(client: Client, to = CLIENT, more: Partial<Order> = {}) {
  sent += 1;
  const reference = String(sent).padStart(32, "0");
  return clearedSend({ provider: client.provider, to, body: `Hello ${sent}`, reference, ...client.order(to), ...more });
}

const told = () => server.receiver.received.map(({ body }) => decodeURIComponent(body.replaceAll("+", " ")));

test.each(CLIENTS)("$provider takes a text and tells the firm's own door what became of it", async (client) => {
  const order = orderOf(client);
  const answer = await client.send(order);
  expect(answer).toMatchObject({ kind: "accepted", state: "queued" });
  await server.simulator.settled();
  const last = told().at(-1) ?? "";
  expect(last).toMatch(/delivered|DispositionCompleted/);
  const id = answer.kind === "accepted" ? answer.providerMessageId : null;
  expect(last).toContain(id ?? order.body);
  expect(server.receiver.received.every(({ url }) => url.endsWith(`/${client.provider}/org_a`))).toBe(true);
});

test.each(CLIENTS)("$provider's refusals are read as what they are, and nothing is told", async (client) => {
  for (const [digits, reason] of Object.entries(client.refusals)) {
    expect(await client.send(orderOf(client, `+160255501${digits}`))).toMatchObject({ kind: "refused", reason });
  }
  const wrong = await client.send(orderOf(client, CLIENT, { key: client.wrongKey }));
  expect(wrong).toMatchObject({ kind: "refused", reason: "bad_key" });
  await server.goWrong(client.provider, "refused");
  expect(await client.send(orderOf(client))).toMatchObject({ kind: "refused" });
  await server.simulator.settled();
  expect(told()).toEqual([]);
});

test.each(CLIENTS)("$provider fails a text later, with its reason where it has one", async (client) => {
  expect(await client.send(orderOf(client, "+16025550176"))).toMatchObject({ kind: "accepted" });
  await server.simulator.settled();
  expect(told().at(-1)).toMatch(/30007|DispositionInvalid/);
  server.receiver.received.length = 0;
  expect(await client.send(orderOf(client, "+16025550179"))).toMatchObject({ kind: "accepted" });
  await server.simulator.settled();
  expect(told()).toEqual([]);
});

test.each(CLIENTS)("AVL-02 $provider: what is lost is unknown, what is too much is not sent", async (client) => {
  await server.goWrong(client.provider, "lost-answer");
  expect(await client.send(orderOf(client))).toEqual({ kind: "unknown" });
  await server.simulator.settled();
  expect(told()).not.toEqual([]);
  await server.goWrong(client.provider, "server-error");
  expect(await client.send(orderOf(client))).toEqual({ kind: "unknown" });
  await server.goWrong(client.provider, "unavailable");
  expect(await client.send(orderOf(client))).toEqual({ kind: "unknown" });
  await server.goWrong(client.provider, "rate-limited");
  const full = { kind: "not_sent", reason: "rate_limited", retryAfterSeconds: 2 };
  expect(await client.send(orderOf(client))).toEqual(full);
});

test("AVL-02 a lost message is found again at Twilio and HighLevel, and one that never left is absent", async () => {
  const attemptedAt = new Date();
  for (const [client, find] of [
    [CLIENTS[0], findTwilioMessage],
    [CLIENTS[1], findGhlMessage],
  ] as const) {
    if (!client) throw new Error("no client");
    const { key, ...order } = orderOf(client);
    await server.goWrong(client.provider, "lost-answer");
    expect(await client.send(clearedSend({ ...order, key }))).toEqual({ kind: "unknown" });
    await server.simulator.settled();
    const found = await find({ order, key, attemptedAt });
    expect(found).toMatchObject({ kind: "found", state: "delivered" });
    expect(told().join()).toContain(found.kind === "found" ? found.providerMessageId : "nothing");
    const never = orderOf(client);
    expect(await find({ order: never, key, attemptedAt })).toEqual({ kind: "absent" });
  }
});

test("a reference that a platform knows is not sent twice", async () => {
  const [, , , texting] = CLIENTS;
  if (!texting) throw new Error("no client");
  const order = orderOf(texting);
  const [first, second] = [await texting.send(order), await texting.send(order)];
  expect(second).toEqual(first);
  await server.simulator.settled();
  expect(told().filter((body) => body.includes("message.delivered"))).toHaveLength(1);
});

test("another firm's key sends in that firm's name alone", async () => {
  const [, , , texting] = CLIENTS;
  if (!texting) throw new Error("no client");
  await texting.send(orderOf(texting, CLIENT, { key: OTHER_FIRM_SECRET }));
  await server.simulator.settled();
  expect(server.receiver.received.every(({ url }) => url.endsWith("/texting/org_b"))).toBe(true);
});

test.each(CLIENTS)("SEC-10 $provider's key stands in no answer and no output, whatever goes wrong", async (client) => {
  const written: string[] = [];
  const keep = (chunk: unknown) => {
    written.push(String(chunk));
    return true;
  };
  const spies = [vi.spyOn(process.stdout, "write"), vi.spyOn(process.stderr, "write")];
  for (const spy of spies) spy.mockImplementation(keep);
  const key = client.wrongKey;
  try {
    for (const fault of ["refused", "lost-answer", "server-error", "rate-limited"]) {
      await server.goWrong(client.provider, fault);
      written.push(JSON.stringify(await client.send(orderOf(client, CLIENT, { key }))));
    }
    written.push(JSON.stringify(await client.send(orderOf(client, CLIENT, { key }))));
    written.push(JSON.stringify(await client.send(orderOf(client, CLIENT, { key }), AbortSignal.abort())));
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  expect(written.length).toBeGreaterThan(5);
  expect(written.join("\n")).not.toContain(key);
});

test("connection tests name the cause", async () => {
  const account = `AC${"a".repeat(32)}`;
  expect(await testTwilioConnection({ account, key: "a1".repeat(16) })).toEqual({ ok: true });
  expect(await testTwilioConnection({ account, key: "x" })).toEqual({ ok: false, reason: "bad_key" });
  expect(await testGhlConnection({ account: LOCATION, key: "pit" })).toEqual({ ok: true });
  expect(await testGhlConnection({ account: LOCATION, key: "no-scope" })).toEqual({ ok: false, reason: "forbidden" });
  expect(await testGhlConnection({ account: "other", key: "pit" })).toEqual({ ok: false, reason: "wrong_account" });
  expect(await testAlowareConnection({ key: "org_a-0123456789abcdef" })).toEqual({ ok: true });
  expect(await testAlowareConnection({ key: "x" })).toEqual({ ok: false, reason: "bad_key" });
});
