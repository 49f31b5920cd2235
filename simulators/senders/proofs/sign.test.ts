import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import type { Target } from "../sender";
import { planEvent } from "./plan-event";
import { signBody } from "./sign-body";
import { signStandardWebhooks } from "./sign-standard-webhooks";
import { signTimestamped } from "./sign-timestamped";

// Vectors of the reference, computed with other programs.
const body = '{"message":{"type":"status-update","status":"ended"}}';
const now = new Date(1_795_000_000_000);
const secret = "test-secret-000000000000000000000001";
const STANDARD_SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

const TARGET: Target = {
  firmId: "org_a",
  firmName: "A",
  url: "http://localhost/hook",
  mode: "standard-webhooks",
  secret: STANDARD_SECRET,
  account: null,
};

test("Standard Webhooks signs id, seconds and body", () => {
  expect(signStandardWebhooks({ id: "msg_01TEST", now, body, secret: STANDARD_SECRET })).toEqual({
    "webhook-id": "msg_01TEST",
    "webhook-timestamp": "1795000000",
    "webhook-signature": "v1,7OsqLSzWc8Rz8+OTmuVA68yiqS+TTVKCfY24JqaLYcE=",
  });
});

test("the t=,v1= list signs seconds and body", () => {
  expect(signTimestamped({ now, body, secret })).toEqual({
    "x-webhook-signature": "t=1795000000,v1=75f3e752fbca1ed9402e9d5730d72b0fdf8a002246da5903db59dbcfb00e04e1",
  });
});

test("a relay signs the body alone", () => {
  expect(signBody({ body, secret })).toEqual({
    "x-hub-signature-256": "sha256=868e22772834e98f1e13ed283b159ba8c59f47d2078f909144e8654565b063e3",
  });
});

test("a generic event is signed anew for each attempt under one id, and the library takes it", () => {
  const event = { type: "message.received", occurredAt: now, data: { text: "Sí" } };
  const planned = planEvent({ event, afterMs: 0, userAgent: "Texting" });
  const first = planned.write(TARGET, { number: 1, now: new Date() });
  const second = planned.write(TARGET, { number: 2, now: new Date(Date.now() + 5_000) });
  expect(second.body).toBe(first.body);
  expect(second.headers["webhook-id"]).toBe(first.headers["webhook-id"]);
  expect(second.headers["webhook-signature"]).not.toBe(first.headers["webhook-signature"]);
  expect(new Webhook(STANDARD_SECRET).verify(first.body, first.headers)).toEqual({
    id: first.headers["webhook-id"],
    type: "message.received",
    timestamp: "2026-11-18T11:06:40.000Z",
    data: { text: "Sí" },
  });
});

test("other modes carry their own proof, and a mode that the provider has not is refused", () => {
  const planned = planEvent({ event: { type: "t", occurredAt: now, data: {} }, afterMs: 0, userAgent: "Make" });
  const attempt = { number: 1, now };
  expect(planned.write({ ...TARGET, mode: "make-apikey", secret }, attempt).headers).toMatchObject({
    "webhook-id": expect.stringMatching(/^evt_/),
    "x-make-apikey": secret,
  });
  expect(
    planned.write({ ...TARGET, mode: "timestamped-hmac", secret }, attempt).headers["x-webhook-signature"],
  ).toMatch(/^t=1795000000,v1=[0-9a-f]{64}$/);
  expect(() => planned.write({ ...TARGET, mode: "basic" }, attempt)).toThrow("cannot prove itself as basic");
});
