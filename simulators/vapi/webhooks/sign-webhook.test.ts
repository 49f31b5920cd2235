import { expect, test } from "vitest";
import { SECRET, STANDARD_WEBHOOKS } from "../testing/open-firm";
import { signWebhook } from "./sign-webhook";

// Vectors of the reference, computed with other programs.
const BODY = '{"message":{"type":"status-update","status":"ended"}}';
const SUBJECT = {
  body: BODY,
  url: "https://firm.test/hook",
  method: "POST",
  messageId: "msg_01TEST",
  timestamp: new Date(1_795_000_000_000),
} as const;
const PLAIN = { type: "hmac", secretKey: "test-secret-000000000000000000000001", algorithm: "sha256" } as const;

test("the default plan signs {timestamp}.{body} as hex under x-signature", () => {
  expect(signWebhook(PLAIN, SUBJECT)).toEqual({
    mode: "hmac",
    headers: {
      "x-signature": "75f3e752fbca1ed9402e9d5730d72b0fdf8a002246da5903db59dbcfb00e04e1",
      "x-timestamp": "1795000000",
    },
  });
});

test("without a timestamp the body alone is signed", () => {
  expect(signWebhook({ ...PLAIN, includeTimestamp: false }, SUBJECT).headers).toEqual({
    "x-signature": "868e22772834e98f1e13ed283b159ba8c59f47d2078f909144e8654565b063e3",
  });
});

test("a timestamp can be in milliseconds", () => {
  const { headers } = signWebhook({ ...PLAIN, timestampUnit: "milliseconds" }, SUBJECT);
  expect(headers["x-timestamp"]).toBe("1795000000000");
});

test("the recommended plan is Standard Webhooks", () => {
  expect(signWebhook({ ...STANDARD_WEBHOOKS, secretKey: SECRET }, SUBJECT)).toEqual({
    mode: "standard-webhooks",
    headers: {
      "webhook-id": "msg_01TEST",
      "webhook-timestamp": "1795000000",
      "webhook-signature": "v1,7OsqLSzWc8Rz8+OTmuVA68yiqS+TTVKCfY24JqaLYcE=",
    },
  });
});

test("a bearer token is prefixed under Authorization and bare under X-Vapi-Secret", () => {
  expect(signWebhook({ type: "bearer", token: "t" }, SUBJECT)).toEqual({
    mode: "bearer",
    headers: { Authorization: "Bearer t" },
  });
  expect(signWebhook({ type: "bearer", token: "t", headerName: "X-Vapi-Secret" }, SUBJECT)).toEqual({
    mode: "secret-header",
    headers: { "X-Vapi-Secret": "t" },
  });
});
