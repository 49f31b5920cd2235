import { afterEach, beforeEach, expect, test } from "vitest";
import { createSendersSimulator } from "./create-senders-simulator";
import type { PlannedDelivery, RetryPolicy, Sender } from "./sender";
import { openReceiver, type Receiver } from "./testing/open-receiver";
import { openSenders } from "./testing/open-senders";

const INPUT = { from: "+16025550120", to: "+16025550110", text: "Hello", name: "Elena" };
const SECOND: RetryPolicy = {
  isRetried: (outcome) => outcome !== "no_answer" && outcome.status === 409,
  waitsMs: [10],
};

let receiver: Receiver;

beforeEach(async () => {
  receiver = await openReceiver();
});

afterEach(async () => {
  await receiver.close();
});

function delivery(label: string, afterMs = 0): PlannedDelivery {
  return { label, afterMs, write: (_, { number }) => ({ headers: { attempt: String(number) }, body: label }) };
}

function openSender(retry: RetryPolicy, planned: PlannedDelivery[], pace = 1) {
  const scenes = [{ id: "one", title: "One", play: () => planned }];
  const sender: Sender = { provider: "any", name: "Any", scenes, retry, otherRetries: { second: SECOND } };
  const door = { firmId: "org_a", firmName: "A", mode: "", secret: "s", account: null, url: `${receiver.origin}/a` };
  const simulator = createSendersSimulator({
    senders: [sender],
    doors: () => ({ doors: [{ ...door, provider: "any" }], problem: null }),
    pace,
  });
  const play = (retries?: string) =>
    simulator.play({ provider: "any", firmId: "org_a", scene: "one", input: INPUT, faults: [], retries });
  return { simulator, play };
}

const OFTEN: RetryPolicy = {
  isRetried: (outcome) => outcome === "no_answer" || outcome.status >= 500,
  waitsMs: [20, 40],
};

test("an answer that the provider tries again on comes back after its waits, and the last one counts", async () => {
  receiver.answer((_, count) => ({ status: count < 3 ? 503 : 200 }));
  const { simulator, play } = openSender(OFTEN, [delivery("a")]);
  const { deliveries } = play();
  await simulator.settled();
  expect(deliveries).toMatchObject([{ state: "answered", attempts: 3, status: 200 }]);
  expect(receiver.received.map(({ headers }) => headers["attempt"])).toEqual(["1", "2", "3"]);
  const [first, second, third] = receiver.received.map(({ at }) => at);
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(19);
  expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(39);
});

test("after the last wait, and on an answer that is final, the provider gives up", async () => {
  receiver.answer((_, count) => ({ status: count <= 3 ? 500 : 401, body: { code: "unauthenticated" } }));
  const { simulator, play } = openSender(OFTEN, [delivery("a")]);
  const tired = play();
  await simulator.settled();
  const final = play();
  await simulator.settled();
  expect(tired.deliveries).toMatchObject([{ state: "refused", attempts: 3, status: 500 }]);
  expect(final.deliveries).toMatchObject([{ state: "refused", attempts: 1, status: 401, answer: "unauthenticated" }]);
});

test("other rules of the provider can be chosen by name, and an unknown name is refused", async () => {
  receiver.answer((_, count) => ({ status: count === 1 ? 409 : 200 }));
  const { simulator, play } = openSender(OFTEN, [delivery("a")]);
  const { deliveries } = play("second");
  await simulator.settled();
  expect(deliveries).toMatchObject([{ state: "answered", attempts: 2 }]);
  expect(() => play("third")).toThrow("Any has no retry rules third");
});

test("Retry-After makes the wait longer for a provider that looks at it, and for no other", async () => {
  const asked = () => ({ status: 503, headers: { "retry-after": "1" } });
  receiver.answer((_, count) => (count === 1 || count === 3 ? asked() : { status: 200 }));
  for (const honoursRetryAfter of [true, false]) {
    const { simulator, play } = openSender({ ...OFTEN, honoursRetryAfter }, [delivery("a")], 0);
    play();
    await simulator.settled();
  }
  const [first, second, third, fourth] = receiver.received.map(({ at }) => at);
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(999);
  expect((fourth ?? 0) - (third ?? 0)).toBeLessThan(900);
});

test("deliveries keep their order although one is tried again, and the pace shortens the waits between them", async () => {
  receiver.answer((_, count) => ({ status: count === 1 ? 500 : 200 }));
  const planned = [delivery("third", 4_000), delivery("first"), delivery("second", 2_000)];
  const { simulator, play } = openSender({ ...OFTEN, waitsMs: [100_000] }, planned, 0.02);
  const startedAt = performance.now();
  const { deliveries } = play();
  while (deliveries[2]?.state !== "answered") await new Promise((resolve) => setTimeout(resolve, 5));
  expect(receiver.received.map(({ body }) => body)).toEqual(["first", "second", "third"]);
  expect((receiver.received[2]?.at ?? 0) - startedAt).toBeGreaterThanOrEqual(79);
  await simulator.close();
  expect(simulator.deliveries().map(({ state }) => state)).toEqual(["stopped", "answered", "answered"]);
});

test("a provider that went silent drops what it would have tried again", async () => {
  const senders = await openSenders({ pace: 0.002 });
  senders.receiver.answer(() => ({ status: 500 }));
  const playing = senders.simulator.play({
    provider: "texting",
    firmId: "org_a",
    scene: "text",
    input: INPUT,
    faults: [],
  });
  while (senders.receiver.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  await senders.fetch("/silence", { method: "POST", body: '{"provider":"texting","firmId":"org_a","minutes":60}' });
  await senders.simulator.settled();
  expect(playing.deliveries).toMatchObject([{ state: "silent" }]);
  await senders.close();
});

test("a letter that cannot be written is told and not sent", async () => {
  const broken: PlannedDelivery = {
    label: "broken",
    afterMs: 0,
    write: () => {
      throw new Error("this provider cannot prove itself as basic");
    },
  };
  const { simulator, play } = openSender(OFTEN, [broken, delivery("next")]);
  const { deliveries } = play();
  await simulator.settled();
  expect(deliveries).toMatchObject([
    { state: "unanswered", problem: "not sent: this provider cannot prove itself as basic" },
    { state: "answered" },
  ]);
});

test("a delivery can name a query and the platform's own door", async () => {
  const at = (write: Pick<ReturnType<PlannedDelivery["write"]>, "path" | "query">): PlannedDelivery => ({
    label: "",
    afterMs: 0,
    write: () => ({ headers: {}, body: "", ...write }),
  });
  const { simulator, play } = openSender(OFTEN, [at({ query: "bodySHA256=ab" }), at({ path: "/api/webhooks/ghl" })]);
  play();
  await simulator.settled();
  expect(receiver.received.map(({ url }) => url)).toEqual(["/a?bodySHA256=ab", "/api/webhooks/ghl"]);
});
