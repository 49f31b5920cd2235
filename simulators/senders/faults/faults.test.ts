import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Received } from "../testing/open-receiver";
import { OTHER_FIRM_SECRET, openSenders, type Senders, STANDARD_SECRET } from "../testing/open-senders";
import type { Fault } from "./faults";

let senders: Senders;

beforeEach(async () => {
  senders = await openSenders();
});

afterEach(async () => {
  await senders.close();
});

async function playText(...faults: Fault[]): Promise<Received[]> {
  await senders.play("texting", "text", { faults });
  return senders.receiver.received;
}

function header(received: Received | undefined, name: string): string {
  const value = received?.headers[name];
  return typeof value === "string" ? value : "";
}

function verify(received: Received | undefined, secret = STANDARD_SECRET): unknown {
  const names = ["webhook-id", "webhook-timestamp", "webhook-signature"];
  return new Webhook(secret).verify(
    received?.body ?? "",
    Object.fromEntries(names.map((name) => [name, header(received, name)])),
  );
}

function secondsFromNow(received: Received | undefined): number {
  return Number(header(received, "webhook-timestamp")) - Math.floor(Date.now() / 1000);
}

/** Whether the signature fits what arrived, whatever its time. */
function isSigned(received: Received | undefined, secret = STANDARD_SECRET): boolean {
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const content = `${header(received, "webhook-id")}.${header(received, "webhook-timestamp")}.${received?.body}`;
  const expected = `v1,${createHmac("sha256", key).update(content).digest("base64")}`;
  return header(received, "webhook-signature") === expected;
}

test("without a fault one genuine delivery arrives", async () => {
  const received = await playText();
  expect(received).toHaveLength(1);
  expect(verify(received[0])).toMatchObject({ type: "message.received", data: { text: "Where is my check" } });
});

test("duplicate: the same event twice, each with a proof of its own", async () => {
  const [first, second, ...more] = await playText("duplicate");
  expect(more).toEqual([]);
  expect(second?.body).toBe(first?.body);
  expect(header(second, "webhook-id")).toBe(header(first, "webhook-id"));
  expect([isSigned(first), isSigned(second)]).toEqual([true, true]);
});

test("replay: the same bytes and headers again", async () => {
  const [first, second, ...more] = await playText("replay");
  expect(more).toEqual([]);
  expect(second?.body).toBe(first?.body);
  expect(second?.headers).toEqual(first?.headers);
});

test("out of order: the last event comes first", async () => {
  await senders.play("texting", "stop", { faults: ["out-of-order"] });
  const types = senders.receiver.received.map(({ body }) => JSON.parse(body).type);
  expect(types).toEqual(["message.opted_out", "message.received"]);
});

test("silence: nothing is sent", async () => {
  const { deliveries } = await senders.play("texting", "stop", { faults: ["silence"] });
  expect(senders.receiver.received).toEqual([]);
  expect(deliveries.map(({ state, attempts }) => [state, attempts])).toEqual([
    ["silent", 0],
    ["silent", 0],
  ]);
});

test("lost answer: the desk has the whole body, the sender no answer, and it comes again by the rules", async () => {
  const { deliveries } = await senders.play("texting", "text", { faults: ["lost-answer"] });
  const [first, second, ...more] = senders.receiver.received;
  expect(more).toEqual([]);
  expect(second?.body).toBe(first?.body);
  expect(header(second, "webhook-id")).toBe(header(first, "webhook-id"));
  expect(deliveries[0]).toMatchObject({ state: "answered", attempts: 2, status: 200 });
});

test("burst: forty copies at once, and a 429 among them is told and tried again", async () => {
  senders.receiver.answer((_, count) => ({ status: count > 30 && count <= 40 ? 429 : 200 }));
  const { deliveries } = await senders.play("texting", "text", { faults: ["burst"] });
  expect(senders.receiver.received).toHaveLength(41);
  expect(new Set(senders.receiver.received.map(({ body }) => body)).size).toBe(1);
  expect(deliveries[0]).toMatchObject({ state: "answered", attempts: 2 });
});

test.each([
  ["old-timestamp", -660],
  ["stale-past", -301],
  ["stale-future", 301],
] as const)("%s: signed %i seconds from now, and refused by the library for that alone", async (fault, seconds) => {
  const [received] = await playText(fault);
  expect(Math.abs(secondsFromNow(received) - seconds)).toBeLessThanOrEqual(2);
  expect(isSigned(received)).toBe(true);
  expect(() => verify(received)).toThrow("Message timestamp too");
});

test("two signatures: the genuine one is the second of the list", async () => {
  const [received] = await playText("two-signatures");
  expect(header(received, "webhook-signature")).toMatch(/^v1,\S{44} v1,\S{44}$/);
  expect(verify(received)).toMatchObject({ type: "message.received" });
});

test("junk timestamp: letters behind it, which the library overlooks", async () => {
  const [received] = await playText("junk-timestamp");
  expect(header(received, "webhook-timestamp")).toMatch(/^\d{10}junk$/);
  expect(verify(received)).toMatchObject({ type: "message.received" });
});

test("tampered: one letter of the text is another after signing", async () => {
  const [received] = await playText("tampered");
  expect(JSON.parse(received?.body ?? "").data.text).toBe("Where is my chece");
  expect(isSigned(received)).toBe(false);
});

test("bad signature: the shape stays, the proof is gone", async () => {
  const [received] = await playText("bad-signature");
  expect(header(received, "webhook-signature")).toMatch(/^v1,\S{44}$/);
  expect(isSigned(received)).toBe(false);
});

test("wrong secret: signed in order with a secret that nobody agreed upon", async () => {
  const [received] = await playText("wrong-secret");
  expect(header(received, "webhook-signature")).toMatch(/^v1,\S{44}$/);
  expect(isSigned(received)).toBe(false);
});

test("unsigned: no proof at all", async () => {
  const [received] = await playText("unsigned");
  expect(header(received, "webhook-signature")).toBe("");
  expect(header(received, "webhook-id")).not.toBe("");
});

test("wrong firm: this firm's proof at the other firm's address", async () => {
  const [received] = await playText("wrong-firm-url");
  expect(received?.url).toBe("/api/webhooks/texting/org_b");
  expect([isSigned(received), isSigned(received, OTHER_FIRM_SECRET)]).toEqual([true, false]);
});

test("wrong firm: the other firm's account in the body, to this firm's address", async () => {
  await senders.play("evolution", "text", { faults: ["wrong-firm-account"] });
  const [received] = senders.receiver.received;
  expect(received?.url).toBe("/api/webhooks/evolution/org_a");
  expect(JSON.parse(received?.body ?? "")).toMatchObject({ instance: "firm-b" });
  await expect(senders.play("texting", "text", { faults: ["wrong-firm-account"] })).rejects.toThrow(
    "This provider's events name no account",
  );
});

test("late and slow take their time: signed first, sent later, the body in drops", async () => {
  const slow = await openSenders({ pace: 0.02 });
  await slow.play("texting", "text", { faults: ["late"] });
  await slow.play("texting", "text", { faults: ["slow"] });
  const [late, dripped] = slow.receiver.received;
  expect(isSigned(late)).toBe(true);
  expect((late?.at ?? 0) - Number(header(late, "webhook-timestamp")) * 1000 + performance.timeOrigin).toBeGreaterThan(
    390,
  );
  expect(dripped?.chunks).toBeGreaterThan(5);
  expect(isSigned(dripped)).toBe(true);
  await slow.close();
});
