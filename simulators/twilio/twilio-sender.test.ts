import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { PlannedDelivery, SceneInput, Target, WireRequest } from "@/simulators/senders/sender";
import { signTwilio } from "./sign-twilio";
import { createTwilioSender } from "./twilio-sender";

const twilioSender = createTwilioSender();

const TARGET: Target = {
  firmId: "firm-1",
  firmName: "Acme Law",
  url: "http://127.0.0.1:3000/api/webhooks/twilio/token",
  mode: "twilio-signature",
  secret: "0123456789abcdef0123456789abcdef",
  account: `AC${"1".repeat(32)}`,
};
const INPUT: SceneInput = { from: "+17875550142", to: "+17875550100", text: "¿Cuándo es la cita?", name: "Ana Rivera" };
const NOW = { number: 1, now: new Date("2026-11-21T12:00:00Z") };

function play(sceneId: string, input = INPUT): PlannedDelivery[] {
  return twilioSender.scenes.find((scene) => scene.id === sceneId)?.play(input, TARGET) ?? [];
}

function writeFirst(sceneId: string, input = INPUT): WireRequest {
  const first = play(sceneId, input)[0];
  if (first === undefined) throw new Error(`no scene ${sceneId}`);
  return first.write(TARGET, NOW);
}

function form(request: WireRequest): URLSearchParams {
  return new URLSearchParams(request.body);
}

test("every scene has its own id and something to deliver", () => {
  const ids = twilioSender.scenes.map((scene) => scene.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(play(id).length, id).toBeGreaterThan(0);
});

test("every form is signed over the target's URL and all that is in it", () => {
  const elsewhere = new Set(["other-port"]);
  for (const scene of twilioSender.scenes.filter(({ id }) => !elsewhere.has(id) && !id.startsWith("json-"))) {
    for (const delivery of scene.play(INPUT, TARGET)) {
      const request = delivery.write(TARGET, NOW);
      const expected = signTwilio(TARGET.secret, TARGET.url, [...form(request)]);
      expect(request.headers["X-Twilio-Signature"], scene.id).toBe(expected);
      expect(request.headers["User-Agent"]).toBe("TwilioProxy/1.1");
    }
  }
});

test("a JSON event carries its hash in the query, and the whole URL is signed", () => {
  const request = writeFirst("json-delivered");
  expect(request.query).toBe(`bodySHA256=${createHash("sha256").update(request.body).digest("hex")}`);
  expect(request.headers["X-Twilio-Signature"]).toBe(signTwilio(TARGET.secret, `${TARGET.url}?${request.query}`, []));
  expect(JSON.parse(request.body)).toMatchObject([
    {
      type: "com.twilio.messaging.message.delivered",
      data: { accountSid: TARGET.account, messageStatus: "DELIVERED" },
    },
  ]);
});

test("an inbound text brings the names of the reference", () => {
  const parameters = Object.fromEntries(form(writeFirst("sms")));
  expect(parameters).toMatchObject({
    AccountSid: TARGET.account,
    From: INPUT.from,
    To: INPUT.to,
    Body: INPUT.text,
    NumMedia: "0",
    NumSegments: "1",
    SmsStatus: "received",
    ApiVersion: "2010-04-01",
  });
  expect(parameters["MessageSid"]).toMatch(/^SM[0-9a-f]{32}$/);
  expect(parameters["SmsSid"]).toBe(parameters["MessageSid"]);
  expect(parameters["OptOutType"]).toBeUndefined();
});

test("WhatsApp addresses carry their channel", () => {
  expect(Object.fromEntries(form(writeFirst("whatsapp")))).toMatchObject({
    From: "whatsapp:+17875550142",
    To: "whatsapp:+17875550100",
    WaId: "17875550142",
    ProfileName: "Ana Rivera",
  });
});

test("pictures are counted and linked", () => {
  const parameters = Object.fromEntries(form(writeFirst("mms")));
  expect(parameters["MessageSid"]).toMatch(/^MM/);
  expect(parameters["NumMedia"]).toBe("2");
  expect(parameters["MediaContentType1"]).toBe("application/pdf");
  expect(parameters["MediaUrl0"]).toMatch(/^https:\/\/api\.twilio\.com\/.+\/Media\/ME[0-9a-f]{32}$/);
});

test("whitespace around a text survives the form", () => {
  expect(form(writeFirst("spaces")).get("Body")).toBe("  \t¿Cuándo es la cita?\r\n\r\n ");
});

test("keywords say what Advanced Opt-Out made of them, where it knows them", () => {
  const optOutType = (id: string) => [form(writeFirst(id)).get("Body"), form(writeFirst(id)).get("OptOutType")];
  expect(optOutType("stop")).toEqual(["STOP", "STOP"]);
  expect(optOutType("stop-plain")).toEqual([" Stop ", null]);
  expect(optOutType("alto")).toEqual(["ALTO", null]);
  expect(optOutType("alto-known")).toEqual(["ALTO", "STOP"]);
  expect(optOutType("start")).toEqual(["START", "START"]);
  expect(optOutType("help")).toEqual(["HELP", "HELP"]);
});

test("a repeated parameter stands in the form as often as it was given", () => {
  expect(form(writeFirst("unknown-parameters")).getAll("Label")).toEqual(["second", "first", "second"]);
});

test("statuses of one message share its SID, in order and out of it", () => {
  const statuses = (id: string, input = INPUT) => play(id, input).map((each) => form(each.write(TARGET, NOW)));
  expect(statuses("status-delivered").map((each) => each.get("MessageStatus"))).toEqual(["sent", "delivered"]);
  expect(statuses("status-out-of-order").map((each) => each.get("MessageStatus"))).toEqual([
    "delivered",
    "sent",
    "sending",
  ]);
  const sid = `SM${"a".repeat(32)}`;
  const undelivered = statuses("status-undelivered", { ...INPUT, text: sid });
  expect(undelivered.map((each) => each.get("MessageSid"))).toEqual([sid, sid]);
  expect(undelivered.at(-1)?.get("ErrorCode")).toBe("30007");
  expect(undelivered.at(-1)?.get("From")).toBe(INPUT.to);
});

test("a call's statuses keep their sequence numbers when they arrive out of order", () => {
  const steps = play("call-out-of-order").map((each) => form(each.write(TARGET, NOW)));
  expect(steps.map((each) => each.get("CallStatus"))).toEqual(["completed", "ringing", "in-progress", "initiated"]);
  expect(steps.map((each) => each.get("SequenceNumber"))).toEqual(["3", "1", "2", "0"]);
  expect(steps[0]?.get("CallDuration")).toBe("62");
  expect(steps[0]?.get("Timestamp")).toMatch(/^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} \+0000$/);
});

test("the idempotency token is the same for every attempt of a delivery, and for no other", () => {
  const [first, second] = play("status-delivered");
  const tokens = [first, first, second].map((each) => each?.write(TARGET, NOW).headers["I-Twilio-Idempotency-Token"]);
  expect(tokens[0]).toBe(tokens[1]);
  expect(tokens[2]).not.toBe(tokens[0]);
});

test("the other spelling of the port is signed", () => {
  const request = writeFirst("other-port");
  const withoutPort = "http://127.0.0.1/api/webhooks/twilio/token";
  expect(request.headers["X-Twilio-Signature"]).toBe(signTwilio(TARGET.secret, withoutPort, [...form(request)]));
});

test("the account is the one of the target that a delivery is written for", () => {
  const other = { ...TARGET, account: `AC${"2".repeat(32)}` };
  const request = play("mms")[0]?.write(other, NOW);
  const parameters = new URLSearchParams(request?.body);
  expect(parameters.get("AccountSid")).toBe(other.account);
  expect(parameters.get("MediaUrl0")).toContain(other.account);
  expect(request?.headers["X-Twilio-Signature"]).toBe(signTwilio(TARGET.secret, TARGET.url, [...parameters]));
});

test("another account's message names that account", () => {
  expect(form(writeFirst("foreign-account")).get("AccountSid")).not.toBe(TARGET.account);
});

test("Twilio tries once more when there was no connection, and never after an answer", () => {
  const { isRetried, waitsMs } = twilioSender.retry;
  expect(waitsMs).toHaveLength(1);
  expect([200, 429, 500, 503].map((status) => isRetried({ status }))).toEqual([false, false, false, false]);
  expect(isRetried("no_answer")).toBe(true);
});

test("the auth token is in nothing that is sent", () => {
  for (const scene of twilioSender.scenes) {
    for (const delivery of scene.play(INPUT, TARGET)) {
      expect(JSON.stringify([delivery.label, delivery.write(TARGET, NOW)])).not.toContain(TARGET.secret);
    }
  }
});
