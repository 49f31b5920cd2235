import { createHmac, createPublicKey, verify } from "node:crypto";
import { expect, test } from "vitest";
import { z } from "zod";
import type { PlannedDelivery, SceneInput, Sender, Target, WireRequest } from "@/simulators/senders/sender";
import { createGhlSender } from "./ghl-sender";
import { ghlSimulatorPublicKey } from "./ghl-simulator-public-key";

const TARGET: Target = {
  firmId: "firm-1",
  firmName: "Acme Law",
  url: "http://127.0.0.1:3000/api/webhooks/ghl/a-token",
  mode: "ghl-ed25519",
  secret: "a-secret-that-nobody-sees",
  account: "location0000000000001",
};
const INPUT: SceneInput = { from: "+17875550142", to: "+17875550100", text: "I need help", name: "José Rivera Ortiz" };
const NOW = { number: 1, now: new Date() };

const event = z.looseObject({
  type: z.string(),
  locationId: z.string(),
  timestamp: z.string().optional(),
  webhookId: z.string().optional(),
  appId: z.string().optional(),
  id: z.string().optional(),
});

function plan(sceneId: string, { sender = createGhlSender(), target = TARGET } = {}): PlannedDelivery[] {
  return sender.scenes.find(({ id }) => id === sceneId)?.play(INPUT, target) ?? [];
}

function play(sceneId: string, options: { sender?: Sender; target?: Target } = {}): WireRequest[] {
  return plan(sceneId, options).map((each) => each.write(options.target ?? TARGET, NOW));
}

function read(sceneId: string): z.infer<typeof event>[] {
  return play(sceneId).map(({ body }) => event.parse(JSON.parse(body)));
}

function isSignedByHighLevel({ headers, body }: WireRequest): boolean {
  const signature = headers["X-GHL-Signature"] ?? "";
  if (!/^[A-Za-z0-9+/]{86}==$/.test(signature)) return false;
  const key = createPublicKey(ghlSimulatorPublicKey(process.env["GHL_SIMULATOR_KEY"]));
  return verify(null, Buffer.from(body), key, Buffer.from(signature, "base64"));
}

test("every scene has its own id and something to deliver", () => {
  const ids = createGhlSender().scenes.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(play(id).length, id).toBeGreaterThan(0);
});

test("marketplace events verify with the exported public key, and only the forged ones do not", () => {
  const unsigned = new Set(["workflow", "signature-na", "rsa-only", "tampered"]);
  for (const { id } of createGhlSender().scenes) {
    for (const request of play(id)) expect(isSignedByHighLevel(request), id).toBe(!unsigned.has(id));
  }
});

test("every event has its own identity, and every attempt of it the same bytes", () => {
  const [first, second] = plan("opportunity-stage");
  const again = first?.write(TARGET, { number: 2, now: new Date(Date.now() + 3_600_000) });
  expect(again).toEqual(first?.write(TARGET, NOW));
  const ids = [first, second].map((each) => event.parse(JSON.parse(each?.write(TARGET, NOW).body ?? "")).webhookId);
  expect(new Set(ids).size).toBe(2);
});

test("a client keeps its ids from event to event; another location's are others", () => {
  const [created] = read("contact-create");
  expect(created).toMatchObject({
    type: "ContactCreate",
    locationId: TARGET.account,
    firstName: "José",
    lastName: "Rivera Ortiz",
    email: "jose.rivera.ortiz@example.com",
    phone: INPUT.from,
  });
  expect(read("contact-dnd")[0]).toMatchObject({
    id: created?.id,
    dnd: true,
    dndSettings: { SMS: { status: "active", code: "103" } },
  });
  expect(read("contact-tags")[0]).toMatchObject({ id: created?.id, tags: ["new lead", "auto accident"] });
  const elsewhere = { ...TARGET, account: "location0000000000002" };
  const [other] = plan("contact-create").map((each) => event.parse(JSON.parse(each.write(elsewhere, NOW).body)));
  expect(other?.locationId).toBe(elsewhere.account);
  expect(other?.id).not.toBe(created?.id);
});

test("an unknown client is created before it is heard, a known one is not", () => {
  const sender = createGhlSender();
  const types = () => plan("sms", { sender }).map(({ label }) => label);
  expect(types()).toEqual(["ContactCreate", "InboundMessage SMS"]);
  for (const delivery of plan("sms", { sender })) delivery.happened?.();
  expect(types()).toEqual(["InboundMessage SMS"]);
});

test("messages and calls have the shapes of the reference", () => {
  expect(read("sms").at(-1)).toMatchObject({
    type: "InboundMessage",
    messageType: "SMS",
    direction: "inbound",
    contentType: "text/plain",
    body: "I need help",
    attachments: [],
    status: "delivered",
  });
  const call = read("call").at(-1);
  expect(call).toMatchObject({ messageType: "CALL", callDuration: 62, callStatus: "completed", status: "completed" });
  expect(call).not.toHaveProperty("body");
  expect(read("outbound").at(-1)).toMatchObject({ type: "OutboundMessage", direction: "outbound", source: "app" });
  expect(read("stop").map(({ type }) => type)).toEqual(["ContactCreate", "InboundMessage", "ContactDndUpdate"]);
});

test("an appointment is nested and keeps its id", () => {
  const told = read("appointment");
  expect(told.map(({ type }) => type)).toEqual(["AppointmentCreate", "AppointmentUpdate", "AppointmentDelete"]);
  const appointments = told.map((each) => z.looseObject({ id: z.string() }).parse(each["appointment"]));
  expect(new Set(appointments.map(({ id }) => id)).size).toBe(1);
  expect(appointments[0]?.["startTime"]).toMatch(/^\d{4}-\d{2}-\d{2}T15:00:00-04:00$/);
});

test("installations go to the platform's door, signed by HighLevel whatever the firm's door wants", () => {
  const target = { ...TARGET, mode: "body-hmac" };
  for (const id of ["install", "uninstall", "install-unknown"]) {
    const [request] = play(id, { target });
    expect(request?.path, id).toBe("/api/webhooks/ghl");
    expect(request && isSignedByHighLevel(request), id).toBe(true);
  }
  expect(read("install")[0]).toMatchObject({ type: "INSTALL", installType: "Location", companyName: "Acme Law" });
  expect(read("install-unknown")[0]?.locationId).not.toBe(TARGET.account);
});

test("a workflow's contact document is proved as the firm set it up, and by nothing of HighLevel's", () => {
  const [unproved] = play("workflow");
  expect(Object.keys(unproved?.headers ?? {})).toEqual(["Content-Type"]);
  const [secret] = play("workflow", { target: { ...TARGET, mode: "secret-header" } });
  expect(secret?.headers["x-docketline-secret"]).toBe(TARGET.secret);
  const [signed] = play("workflow", { target: { ...TARGET, mode: "body-hmac" } });
  const digest = createHmac("sha256", TARGET.secret)
    .update(signed?.body ?? "")
    .digest("hex");
  expect(signed?.headers["x-hub-signature-256"]).toBe(`sha256=${digest}`);
  expect(JSON.parse(signed?.body ?? "")).toMatchObject({
    full_name: INPUT.name,
    phone: INPUT.from,
    tags: "new lead,auto accident",
    location: { id: TARGET.account },
    customData: { message: INPUT.text },
  });
});

test("the odd events are odd in one thing each", () => {
  const [na] = play("signature-na");
  expect(na?.headers["X-GHL-Signature"]).toBe("N/A");
  const [rsa] = play("rsa-only");
  expect(rsa?.headers["X-GHL-Signature"]).toBeUndefined();
  expect(rsa?.headers["x-wh-signature"]).toMatch(/^[A-Za-z0-9+/]+=*$/);
  expect(read("other-app")[0]?.appId).not.toBe(read("contact-update")[0]?.appId);
  expect(read("unknown-location")[0]?.locationId).not.toBe(TARGET.account);
  const [older] = read("older-shape");
  expect([older?.webhookId, older?.timestamp, older?.appId]).toEqual([undefined, undefined, undefined]);
  const sentAt = Date.parse(read("late-by-six-hours")[0]?.timestamp ?? "");
  expect(Math.round((Date.now() - sentAt) / 3_600_000)).toBe(6);
});

test("the newer retry rules try again after anything but 2xx, twelve times and ever later", () => {
  const { isRetried, waitsMs } = createGhlSender().retry;
  expect([200, 204, 302, 401, 429, 503].map((status) => isRetried({ status }))).toEqual([
    false,
    false,
    true,
    true,
    true,
    true,
  ]);
  expect(isRetried("no_answer")).toBe(true);
  expect(waitsMs).toHaveLength(12);
  expect(waitsMs.slice(0, 3)).toEqual([10_000, 20_000, 40_000]);
});

test("the older retry rules try again after 429 alone, six times every ten minutes", () => {
  const [older] = Object.values(createGhlSender().otherRetries ?? {});
  expect([200, 401, 429, 503].map((status) => older?.isRetried({ status }))).toEqual([false, false, true, false]);
  expect(older?.isRetried("no_answer")).toBe(false);
  expect(older?.waitsMs).toEqual([600_000, 600_000, 600_000, 600_000, 600_000, 600_000]);
});

test("the firm's secret is in no marketplace event, and an unknown mode is refused without it", () => {
  for (const { id } of createGhlSender().scenes) expect(JSON.stringify(play(id)), id).not.toContain(TARGET.secret);
  expect(() => play("contact-create", { target: { ...TARGET, mode: "basic" } })).toThrow(/basic$/);
});
