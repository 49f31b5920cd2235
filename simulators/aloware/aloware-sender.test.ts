import { createHmac } from "node:crypto";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import type { SceneInput, Target, WireRequest } from "@/simulators/senders/sender";
import { createAlowareSender } from "./aloware-sender";

const alowareSender = createAlowareSender();

const TARGET: Target = {
  firmId: "firm-1",
  firmName: "Acme Law",
  url: "http://127.0.0.1:3000/api/webhooks/aloware/token",
  mode: "bearer",
  secret: "a-secret-that-nobody-sees",
  account: null,
};
const INPUT: SceneInput = { from: "+17875550142", to: "+17875550100", text: "Yes that works", name: "Ana Rivera" };
const NOW = { number: 1, now: new Date() };

const envelope = z.object({
  event: z.string(),
  body: z.looseObject({
    id: z.number().optional(),
    type: z.number().optional(),
    direction: z.number().optional(),
    current_status2: z.number().optional(),
    disposition_status2: z.number().optional(),
    user_id: z.number().nullable().optional(),
    communication: z.looseObject({ id: z.number() }).optional(),
  }),
});

function play(sceneId: string, target = TARGET): WireRequest[] {
  const scene = alowareSender.scenes.find(({ id }) => id === sceneId);
  return (scene?.play(INPUT, target) ?? []).map((each) => each.write(target, NOW));
}

function read(sceneId: string): z.infer<typeof envelope>[] {
  return play(sceneId).map(({ body }) => envelope.parse(JSON.parse(body)));
}

test("every scene has its own id and something to deliver, with Guzzle's headers", () => {
  const ids = alowareSender.scenes.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) {
    expect(play(id).length, id).toBeGreaterThan(0);
    for (const { headers } of play(id)) {
      expect(Object.keys(headers).sort()).toEqual(["Authorization", "Content-Type", "User-Agent"]);
      expect(headers).toMatchObject({ "User-Agent": "GuzzleHttp/7", "Content-Type": "application/json" });
    }
  }
});

test("each way of proof sends its header and no other", () => {
  const prove = (mode: string, secret = TARGET.secret) => play("sms", { ...TARGET, mode, secret })[0];
  expect(prove("bearer")?.headers["Authorization"]).toBe("Bearer a-secret-that-nobody-sees");
  expect(prove("basic", "aloware:geheim")?.headers["Authorization"]).toBe("Basic YWxvd2FyZTpnZWhlaW0=");
  const signed = prove("body-hmac");
  const digest = createHmac("sha256", TARGET.secret)
    .update(signed?.body ?? "")
    .digest("hex");
  expect(signed?.headers["x-hub-signature-256"]).toBe(`sha256=${digest}`);
  expect(signed?.headers["Authorization"]).toBeUndefined();
});

test("an unknown way of proof is refused without naming the secret", () => {
  expect(() => play("sms", { ...TARGET, mode: "ghl-ed25519" })).toThrow(/ghl-ed25519$/);
});

test("a text message has the shape of the reference", () => {
  vi.useFakeTimers({ now: new Date("2026-11-20T18:02:11Z") });
  const [message] = read("sms");
  vi.useRealTimers();
  expect(message).toMatchObject({
    event: "InboundSMS-DispositionCompleted",
    body: {
      type: 2,
      direction: 1,
      body: "Yes that works",
      created_at: "2026-11-20 18:02:11",
      lead_number: INPUT.from,
      incoming_number: INPUT.to,
      current_status2: 9,
      disposition_status2: 4,
      user_id: null,
      owner_id: -1,
      contact: { first_name: "Ana", last_name: "Rivera", phone_number: INPUT.from, is_dnc: false },
    },
  });
  expect(read("stop")[0]?.body["body"]).toBe("STOP");
});

test("an answered call is told six times, its disposition twice, nothing in between", () => {
  const told = read("call-completed");
  expect(told.map(({ event }) => event)).toEqual([
    "OutboundPhoneCall",
    "OutboundPhoneCall-DispositionCompleted",
    "Recording-Saved",
    "Call-Disposed",
    "transcription.call.summarized",
    "transcription.open_search.saved",
  ]);
  const ids = told.map(({ body }) => body.id ?? body.communication?.id);
  expect(new Set(ids).size).toBe(1);
  expect(told.map(({ body }) => body.id === undefined)).toEqual([false, false, false, false, true, true]);
  expect(told[3]?.body).toEqual(told[1]?.body);
  const bodies = play("call-completed").map(({ body }) => body);
  expect(new Set(bodies).size).toBe(bodies.length);
});

test("the opening of a call lacks the worded states instead of having none", () => {
  const [opening, closing] = read("call-completed");
  const late = ["current_status", "disposition_status", "direct_recording_url", "call_disposition"];
  expect(late.filter((name) => name in (opening?.body ?? {}))).toEqual([]);
  expect(late.filter((name) => name in (closing?.body ?? {}))).toEqual(late);
  expect(opening?.body).toMatchObject({ current_status2: 1, disposition_status2: 1, user_id: null });
  expect(closing?.body).toMatchObject({ current_status2: 9, disposition_status2: 4, type: 1, talk_time: 63 });
});

test("a failed call is told twice, a missed one three times and has no user", () => {
  expect(read("call-failed").map(({ event }) => event)).toEqual([
    "OutboundPhoneCall",
    "OutboundPhoneCall-DispositionFailed",
  ]);
  const missed = read("call-missed");
  expect(missed.map(({ event }) => event)).toEqual([
    "InboundPhoneCall",
    "InboundPhoneCall-DispositionMissed",
    "Call-Disposed",
  ]);
  expect(missed[0]?.body).toMatchObject({ direction: 1, current_status2: 2 });
  expect(missed[1]?.body).toMatchObject({ disposition_status2: 3, user_id: null, talk_time: 0 });
});

test("an event's name lies, its type does not", () => {
  expect(read("call-misnamed")).toMatchObject([{ event: "OutboundSMS-DispositionCompleted", body: { type: 1 } }]);
});

test("numbers arrive as text where the scene says so", () => {
  const { body } = z.object({ body: z.looseObject({}) }).parse(JSON.parse(play("sms-number-texts")[0]?.body ?? ""));
  expect(body).toMatchObject({ type: "2", direction: "1", disposition_status2: "4", owner_id: "-1" });
  expect(body["id"]).toMatch(/^\d{9}$/);
});

test("a client keeps the same contact id, and every communication gets its own", () => {
  const [one] = read("sms");
  const [other] = read("stop");
  expect(one?.body["contact_id"]).toBe(other?.body["contact_id"]);
  expect(one?.body.id).not.toBe(other?.body.id);
});

test("the test of the firm's webhook is always the same bytes", () => {
  expect(play("test").map(({ body }) => body)).toEqual(['{"test_payload":true}']);
});

test("nothing is ever delivered again", () => {
  const { isRetried, waitsMs } = alowareSender.retry;
  expect(waitsMs).toEqual([]);
  expect([{ status: 429 }, { status: 500 }, "no_answer" as const].some(isRetried)).toBe(false);
});
