import { afterEach, expect, test } from "vitest";
import { openSenders, type Senders, STANDARD_SECRET } from "@/simulators/senders/testing/open-senders";
import { signStandardWebhooks } from "./proofs/sign-standard-webhooks";

const ORDER = { reference: "r1", channel: "sms", from: "+16025550110", to: "+16025550142", text: "Hello" };

let senders: Senders;
afterEach(() => senders.close());

type Proof = { secret?: string; now?: Date; id?: string; alter?: (body: string) => string; path?: string };

async function order(data: object = {}, { secret = STANDARD_SECRET, now = new Date(), ...more }: Proof = {}) {
  const body = JSON.stringify({ type: "message.send", timestamp: now.toISOString(), data: { ...ORDER, ...data } });
  const answer = await senders.fetch(more.path ?? "/texting/messages", {
    method: "POST",
    headers: { "content-type": "application/json", ...signStandardWebhooks({ id: "r1", now, body, secret }) },
    body: more.alter?.(body) ?? body,
  });
  return { status: answer.status, body: await answer.json() };
}

const told = () => senders.receiver.received.map(({ url, body }) => ({ url, ...JSON.parse(body) }));

test.each(["texting", "broadcast"])("a %s platform takes an order once and tells what became of it", async (name) => {
  senders = await openSenders();
  const path = `/${name}/messages`;
  const first = await order({}, { path });
  expect(first).toMatchObject({ status: 202, body: { status: "queued" } });
  expect(await order({}, { path })).toMatchObject({ status: 200, body: { messageId: first.body.messageId } });
  await senders.simulator.settled();
  expect(told()).toMatchObject(
    ["message.sent", "message.delivered"].map((type) => ({
      url: `/api/webhooks/${name}/org_a`,
      type,
      data: { messageId: first.body.messageId, from: ORDER.from, to: ORDER.to, text: "Hello" },
    })),
  );
});

test("no order is taken without a proof of its bytes and its time", async () => {
  senders = await openSenders();
  const refused = { status: 401, body: { error: { code: "bad_proof" } } };
  expect(await order({}, { secret: "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" })).toMatchObject(refused);
  expect(await order({}, { now: new Date(Date.now() - 301_000) })).toMatchObject(refused);
  expect(await order({}, { alter: (body) => body.replace("Hello", "Hallo") })).toMatchObject(refused);
  expect(await order({}, { path: "/texting/other" })).toMatchObject({ status: 404 });
  const bare = await senders.fetch("/texting/messages", { method: "POST", body: "{}" });
  expect(bare.status).toBe(401);
});

test("an order that cannot be read is refused with proof", async () => {
  senders = await openSenders();
  for (const wrong of [{ to: "602" }, { text: "" }, { channel: "fax" }, { reference: "" }]) {
    expect(await order(wrong)).toMatchObject({ status: 422, body: { error: { code: "bad_request" } } });
  }
});
