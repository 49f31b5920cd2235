import { fileTypeFromBuffer } from "file-type";
import { afterEach, expect, test } from "vitest";
import { openSenders, type Senders } from "@/simulators/senders/testing/open-senders";
import { signTwilio } from "./sign-twilio";

const ACCOUNT = `AC${"a".repeat(32)}`;
const TOKEN = "a1".repeat(16);
const LINE = "+16025550110";
const CLIENT = "+16025550142";

let senders: Senders;
afterEach(() => senders.close());

const basic = (account: string, token: string) => `Basic ${Buffer.from(`${account}:${token}`).toString("base64")}`;

async function ask(resource: string, form?: Record<string, string>, authorization = basic(ACCOUNT, TOKEN)) {
  const answer = await senders.fetch(`/twilio/2010-04-01/Accounts/${resource}`, {
    headers: { authorization, ...(form ? { "content-type": "application/x-www-form-urlencoded" } : {}) },
    ...(form ? { method: "POST", body: new URLSearchParams(form).toString() } : {}),
  });
  return { status: answer.status, body: await answer.json() };
}

const send = (form: Record<string, string> = {}) =>
  ask(`${ACCOUNT}/Messages.json`, { To: CLIENT, From: LINE, Body: "Hello", ...form });

const told = () => senders.receiver.received.map(({ body }) => Object.fromEntries(new URLSearchParams(body)));

test("a text is queued, then sent and delivered, told at its own signed address", async () => {
  senders = await openSenders();
  const StatusCallback = `${senders.receiver.origin}/api/webhooks/twilio/org_a?s=abc`;
  const { status, body } = await send({ StatusCallback });
  expect(status).toBe(201);
  expect(body).toMatchObject({ status: "queued", to: CLIENT, from: LINE, account_sid: ACCOUNT, date_sent: null });
  expect(body.sid).toMatch(/^SM[0-9a-f]{32}$/);
  await senders.simulator.settled();
  expect(told().map(({ MessageStatus, MessageSid }) => [MessageStatus, MessageSid])).toEqual([
    ["sent", body.sid],
    ["delivered", body.sid],
  ]);
  const [first] = senders.receiver.received;
  expect(first?.url).toBe("/api/webhooks/twilio/org_a?s=abc");
  expect(first?.headers["x-twilio-signature"]).toBe(
    signTwilio(TOKEN, StatusCallback, [...new URLSearchParams(first?.body)]),
  );
  const listed = await ask(`${ACCOUNT}/Messages.json?To=${encodeURIComponent(CLIENT)}`);
  expect(listed.body).toMatchObject({ messages: [{ sid: body.sid, status: "delivered" }], next_page_uri: null });
  expect((await ask(`${ACCOUNT}/Messages/${body.sid}.json`)).body).toMatchObject({ status: "delivered" });
});

test("the pictures of a message are listed and handed out as PNG, to the account alone", async () => {
  senders = await openSenders();
  const message = `${ACCOUNT}/Messages/SM${"1".repeat(32)}`;
  const { body } = await ask(`${message}/Media.json`);
  expect(body.media_list).toHaveLength(2);
  const path = `/twilio/2010-04-01/Accounts/${message}/Media/${body.media_list[1].sid}`;
  const answer = await senders.fetch(path, { headers: { authorization: basic(ACCOUNT, TOKEN) } });
  expect(await fileTypeFromBuffer(await answer.arrayBuffer())).toMatchObject({ mime: "image/png" });
  expect((await senders.fetch(path, { headers: {} })).status).toBe(401);
});

test("without an address of its own a text is told of at the firm's door", async () => {
  senders = await openSenders();
  await send();
  await senders.simulator.settled();
  expect(senders.receiver.received.map(({ url }) => url)).toEqual(Array(2).fill("/api/webhooks/twilio/org_a"));
  expect((await send({ StatusCallback: "https://elsewhere.example/x" })).body).toMatchObject({ code: 21609 });
});

test.each([
  [{ To: "+16025550171" }, 21211],
  [{ To: "+16025550172" }, 21408],
  [{ To: "+16025550173" }, 21610],
  [{ To: "+16025550174" }, 21614],
  [{ To: "+16025550175" }, 21610],
  [{ To: "+15005550001" }, 21211],
  [{ To: "+15005550002" }, 21612],
  [{ To: "+15005550004" }, 21610],
  [{ From: "+15005550007" }, 21606],
  [{ From: "+15005550008" }, 21611],
  [{ To: "602555" }, 21211],
  [{ Body: "" }, 21602],
  [{ Body: "x".repeat(1_601) }, 21617],
  [{ To: `whatsapp:${CLIENT}` }, 63007],
])("a text with %j is refused with %i, and nothing is kept", async (form: Record<string, string>, code) => {
  senders = await openSenders();
  expect(await send(form)).toMatchObject({ status: 400, body: { code, status: 400 } });
  expect((await ask(`${ACCOUNT}/Messages.json`)).body.messages).toEqual([]);
});

test.each([
  ["+16025550176", ["sent", "undelivered"], "30007"],
  ["+16025550177", ["sent", "undelivered"], "30003"],
  ["+16025550178", ["failed"], "30034"],
  ["+16025550179", [], undefined],
])("a text to %s is taken and then told of as %j", async (To, statuses, code) => {
  senders = await openSenders();
  expect((await send({ To })).status).toBe(201);
  await senders.simulator.settled();
  expect(told().map(({ MessageStatus }) => MessageStatus)).toEqual(statuses);
  expect(told().at(-1)?.["ErrorCode"]).toBe(code);
});

test("only the account's own token opens it, and nobody else's", async () => {
  senders = await openSenders();
  const other = `AC${"b".repeat(32)}`;
  const refused = { status: 401, body: { code: 20003 } };
  expect(await ask(`${ACCOUNT}.json`, undefined, basic(ACCOUNT, "wrong"))).toMatchObject(refused);
  expect(await ask(`${other}.json`)).toMatchObject(refused);
  expect(await ask(`${other}.json`, undefined, basic(other, TOKEN))).toMatchObject(refused);
  expect(await ask(`${ACCOUNT}.json`)).toMatchObject({ status: 200, body: { status: "active" } });
  expect(await ask(`${ACCOUNT}/Faxes.json`)).toMatchObject({ status: 404, body: { code: 20404 } });
});

test("older messages come in pages, and no more than two thousand are kept", async () => {
  senders = await openSenders();
  for (let index = 0; index < 2_010; index += 1) await send({ To: "+16025550179", Body: String(index) });
  const first = await ask(`${ACCOUNT}/Messages.json?PageSize=1000`);
  const second = await ask(first.body.next_page_uri.replace("/2010-04-01/Accounts/", ""));
  expect([first.body.messages[0].body, second.body.messages.at(-1).body]).toEqual(["2009", "10"]);
  expect([second.body.messages.length, second.body.next_page_uri]).toEqual([1_000, null]);
});

async function plan(fault: string): Promise<void> {
  const body = JSON.stringify({ provider: "twilio", fault });
  expect((await senders.fetch("/api-faults", { method: "POST", body })).status).toBe(201);
}

test("the next text can be refused, told of twice, backwards or never, and then all is well again", async () => {
  senders = await openSenders();
  await plan("refused");
  expect(await send()).toMatchObject({ status: 400, body: { code: 30034 } });
  const statuses: Record<string, string[]> = {
    "told-twice": ["sent", "sent", "delivered", "delivered"],
    "told-backwards": ["delivered", "sent"],
    "never-told": [],
  };
  for (const [fault, expected] of Object.entries(statuses)) {
    senders.receiver.received.length = 0;
    await plan(fault);
    expect((await send()).status).toBe(201);
    await senders.simulator.settled();
    expect(told().map(({ MessageStatus }) => MessageStatus)).toEqual(expected);
  }
  const { messages } = (await ask(`${ACCOUNT}/Messages.json`)).body;
  expect(messages.map(({ status }: { status: string }) => status)).toEqual(["delivered", "delivered", "delivered"]);
  await send();
  await senders.simulator.settled();
  expect(told()).toHaveLength(2);
});
