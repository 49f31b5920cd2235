import { afterEach, beforeEach, expect, test } from "vitest";
import { createSendersSimulator } from "../create-senders-simulator";
import { createSenders } from "../senders";
import { JWT_SECRET, openSenders, type Senders, STANDARD_SECRET } from "../testing/open-senders";

const FORM = { "content-type": "application/x-www-form-urlencoded" };

let senders: Senders;

beforeEach(async () => {
  senders = await openSenders();
});

afterEach(async () => {
  await senders.close();
});

function post(path: string, body: string | Record<string, string>, headers: Record<string, string> = {}) {
  const isForm = typeof body !== "string";
  return senders.fetch(path, {
    method: "POST",
    body: isForm ? String(new URLSearchParams(body)) : body,
    headers: { ...(isForm ? FORM : {}), ...headers },
  });
}

async function page(query = ""): Promise<string> {
  return (await senders.fetch(`/${query}`)).text();
}

test("the page says that nothing is real, needs no script and shows no secret", async () => {
  const response = await senders.fetch("/");
  const text = await response.text();
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(text).toContain("<h1>Simulated senders – no real messages</h1>");
  for (const part of ["A client texts STOP", "A WhatsApp message arrives twice", "goes silent for an hour"]) {
    expect(text).toContain(part);
  }
  expect(text).not.toContain("<script");
  expect(text).not.toContain(STANDARD_SECRET);
  expect(text).not.toContain(JWT_SECRET);
  expect((await senders.fetch("/control.css")).headers.get("content-type")).toContain("text/css");
});

test("what comes from the desk's file or a form is escaped", async () => {
  const evil = '<b onclick="x">&';
  const door = { provider: "texting", firmId: evil, firmName: evil, url: "http://localhost/", mode: evil, secret: "s" };
  const simulator = createSendersSimulator({
    senders: createSenders(),
    doors: () => ({ doors: [{ ...door, account: evil }], problem: evil }),
  });
  simulator.play({
    provider: "texting",
    firmId: evil,
    scene: "text",
    input: { from: evil, to: evil, text: evil, name: evil },
    faults: ["silence"],
  });
  await simulator.settled();
  await simulator.fetch(
    new Request("http://127.0.0.1/silence", {
      method: "POST",
      body: JSON.stringify({ provider: "texting", firmId: evil }),
    }),
  );
  const text = await (await simulator.fetch(new Request("http://127.0.0.1/?provider=texting"))).text();
  expect(text).not.toContain("<b ");
  expect(text).toContain("&lt;b onclick=&quot;x&quot;&gt;&amp;");
  const refused = await simulator.fetch(
    new Request("http://127.0.0.1/play", {
      method: "POST",
      body: `provider=${encodeURIComponent(evil)}`,
      headers: FORM,
    }),
  );
  expect(await refused.text()).not.toContain("<b ");
});

test("its form plays a scene with faults and comes back to the same place", async () => {
  const answer = await senders.fetch("/play", {
    method: "POST",
    headers: FORM,
    body: "provider=texting&firmId=org_b&scene=text&from=%2B16175550130&to=&text=Hola&faults=duplicate&faults=slow",
  });
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/?provider=texting&firmId=org_b"]);
  await senders.simulator.settled();
  expect(senders.receiver.received.map(({ url }) => url)).toEqual(Array(2).fill("/api/webhooks/texting/org_b"));
  expect(JSON.parse(senders.receiver.received[0]?.body ?? "").data).toMatchObject({
    from: "+16175550130",
    text: "Hola",
  });
  expect(await page("?provider=texting")).toContain("accepted");
});

test("scripts play the same as JSON and read what came of it", async () => {
  const played = await post("/play", '{"provider":"make","firmId":"org_a","scene":"lead","faults":["bad-signature"]}');
  expect(played.status).toBe(201);
  const { playId } = await played.json();
  await senders.simulator.settled();
  const deliveries = await (await senders.fetch(`/deliveries?playId=${playId}`)).json();
  expect(deliveries).toMatchObject([{ provider: "make", label: "lead.created", state: "answered", status: 200 }]);
  expect(JSON.stringify(deliveries)).not.toContain("webhook-signature");
  expect(await (await senders.fetch("/deliveries?playId=none")).json()).toEqual([]);
});

test.each([
  ['{"provider":"fax","firmId":"org_a","scene":"text"}', 404, "No provider is called fax"],
  ['{"provider":"texting","firmId":"org_z","scene":"text"}', 404, "The firm has no connection for Texting platform"],
  ['{"provider":"texting","firmId":"org_a","scene":"x"}', 404, "Texting platform has no scene x"],
  ['{"provider":"texting","firmId":"org_a","scene":"text","faults":["x"]}', 400, "faults.0: must be one of duplicate"],
  ['{"provider":"texting","firmId":"org_a","scene":"text","input":{"from":"12"}}', 400, "input.from: must be a phone"],
  ["[]", 400, "The body must be a JSON object"],
  ["{", 400, "The body is not JSON"],
])("what cannot be played is refused in words: %s", async (body, status, words) => {
  const answer = await post("/play", body);
  expect(answer.status).toBe(status);
  expect((await answer.json()).error).toContain(words);
});

test("headline: a client texts STOP", async () => {
  await post("/headlines", { headline: "stop", firmId: "org_a" });
  await senders.simulator.settled();
  expect(senders.receiver.received.some(({ body }) => body.includes("STOP"))).toBe(true);
});

test("headline: a WhatsApp message arrives twice", async () => {
  await post("/headlines", { headline: "twice", firmId: "org_a" });
  await senders.simulator.settled();
  const [first, second, ...more] = senders.receiver.received.map(({ body }) => body);
  expect([second, more]).toEqual([first, []]);
});

test("headline: the provider goes silent for an hour; what is played meanwhile is dropped, and a button ends it", async () => {
  await post("/headlines", { headline: "silent-hour", firmId: "org_a" });
  await senders.play("evolution", "text");
  expect(senders.receiver.received).toEqual([]);
  await senders.play("evolution", "text", { firmId: "org_b" });
  expect(senders.receiver.received).toHaveLength(1);
  expect(await page()).toContain("Evolution API (WhatsApp) is silent towards Firm A");
  const ended = await post("/silence/end", { provider: "evolution", firmId: "org_a" });
  expect(ended.status).toBe(303);
  expect(await page()).not.toContain("is silent towards");
  await senders.play("evolution", "text");
  expect(senders.receiver.received).toHaveLength(2);
});

test("scripts begin a silence and end all of them", async () => {
  const begun = await post("/silence", '{"provider":"texting","firmId":"org_a","minutes":5}');
  expect(await begun.json()).toMatchObject([{ provider: "texting", firmId: "org_a" }]);
  const ended = await senders.fetch("/silence", { method: "DELETE" });
  expect([ended.status, await ended.json()]).toEqual([200, []]);
  expect((await post("/silence", '{"provider":"fax","firmId":"org_a"}')).status).toBe(404);
});

test("an earlier delivery is sent again byte for byte", async () => {
  const { deliveries } = await senders.play("texting", "text");
  await post("/replay", { deliveryId: deliveries[0]?.id ?? "" });
  await senders.simulator.settled();
  const [first, second] = senders.receiver.received;
  expect([second?.body, second?.headers]).toEqual([first?.body, first?.headers]);
  expect((await post("/replay", '{"deliveryId":"gone"}')).status).toBe(404);
});

test("scripts see what can be played and for whom, without a secret", async () => {
  const text = await (await senders.fetch("/scenes")).text();
  expect(JSON.parse(text).senders).toContainEqual(
    expect.objectContaining({
      provider: "evolution",
      firms: [
        { firmId: "org_a", firmName: "Firm A", mode: "evolution-jwt", account: "firm-a" },
        { firmId: "org_b", firmName: "Firm B", mode: "evolution-jwt", account: "firm-b" },
      ],
    }),
  );
  expect(text).not.toContain(JWT_SECRET);
});

test("the page says which token opens a number of WhatsApp Business", async () => {
  const page = async (provider: string) => (await senders.fetch(`/?provider=${provider}`)).text();
  expect(await page("evolution")).toContain("106540352242922 to EAAG-sim-106540352242922");
  expect(await page("texting")).not.toContain("EAAG-sim");
});

test("scripts see what still goes wrong, and how often a provider was asked to do something", async () => {
  const told = async () => (await senders.fetch("/api-faults")).json();
  expect(await told()).toEqual({ planned: [], requests: {} });
  await post("/api-faults", '{"provider":"texting","fault":"server-error","count":2}');
  await senders.fetch("/texting/messages", { method: "POST", body: "{}" });
  await senders.fetch("/texting/files/1.png");
  expect(await told()).toMatchObject({ planned: [{ fault: "server-error", count: 1 }], requests: { texting: 1 } });
});

test("without a desk the page says so", async () => {
  const simulator = createSendersSimulator({
    senders: createSenders(),
    doors: () => ({ doors: [], problem: "No desk is connected yet." }),
  });
  const text = await (await simulator.fetch(new Request("http://localhost/"))).text();
  expect(text).toContain("No desk is connected yet.");
  expect(text).toContain("No firm has a connection for it.");
});

test("other sites and other names of this address cannot use it", async () => {
  for (const site of ["cross-site", "same-site"]) {
    expect((await post("/play", "{}", { "sec-fetch-site": site })).status).toBe(400);
  }
  expect((await senders.fetch("/", { headers: { host: "evil.example" } })).status).toBe(400);
  expect((await post("/nothing", "{}")).status).toBe(404);
});
