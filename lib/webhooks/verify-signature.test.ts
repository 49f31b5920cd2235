import { expect, test } from "vitest";
import type { VerificationKey } from "./schemes/scheme";
import { type VerificationMode, verificationKeyOf, verifySignature } from "./verify-signature";

// Fixed vectors, computed apart from this code with node:crypto and the standardwebhooks package 1.1.1.
const BODY = Buffer.from('{"message":{"type":"status-update","status":"ended"}}');
const AT = 1_795_000_000;
const VAPI_SECRET = "test-secret-000000000000000000000001";
const VAPI_SIGNATURE = "75f3e752fbca1ed9402e9d5730d72b0fdf8a002246da5903db59dbcfb00e04e1";
const VAPI_BODY_ONLY = "868e22772834e98f1e13ed283b159ba8c59f47d2078f909144e8654565b063e3";
const STANDARD_SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
const STANDARD_SIGNATURE = "v1,7OsqLSzWc8Rz8+OTmuVA68yiqS+TTVKCfY24JqaLYcE=";

function keyOf(mode: VerificationMode, secret: string, usableUntil: Date | null = null): VerificationKey[] {
  const key = verificationKeyOf(mode, secret);
  return key ? [{ label: "current", key, usableUntil }] : [];
}

function check(mode: VerificationMode, keys: VerificationKey[], headers: Record<string, string>, now = AT) {
  const request = { bytes: BODY, headers: new Headers(headers), url: "", provider: "vapi", now: new Date(now * 1_000) };
  return verifySignature(mode, request, keys);
}

const standard = (timestamp = String(AT), signature = STANDARD_SIGNATURE) => ({
  "webhook-id": "msg_01TEST",
  "webhook-timestamp": timestamp,
  "webhook-signature": signature,
});
const vapi = (timestamp = String(AT), signature = VAPI_SIGNATURE) => ({
  "x-timestamp": timestamp,
  "x-signature": signature,
});

test("WH-02 the published vectors verify", () => {
  expect(check("standard-webhooks", keyOf("standard-webhooks", STANDARD_SECRET), standard())).toMatchObject({
    ok: true,
    messageId: "msg_01TEST",
  });
  const bare = STANDARD_SECRET.replace("whsec_", "");
  expect(check("standard-webhooks", keyOf("standard-webhooks", bare), standard())).toMatchObject({ ok: true });
  expect(check("vapi-hmac", keyOf("vapi-hmac", VAPI_SECRET), vapi())).toMatchObject({ ok: true });
});

test("WH-04 a signature over the body alone, which could be sent again for ever, is refused", () => {
  const signature = vapi(String(AT), VAPI_BODY_ONLY);
  expect(check("vapi-hmac", keyOf("vapi-hmac", VAPI_SECRET), signature)).toMatchObject({
    ok: false,
    reason: "bad_signature",
  });
  const unstamped = { "x-signature": VAPI_BODY_ONLY };
  expect(check("vapi-hmac", keyOf("vapi-hmac", VAPI_SECRET), unstamped)).toMatchObject({
    ok: false,
    reason: "no_signature",
  });
});

test("WH-04 exactly 300 seconds either way pass, 301 do not", () => {
  const keys = keyOf("standard-webhooks", STANDARD_SECRET);
  for (const off of [-300, 300])
    expect(check("standard-webhooks", keys, standard(), AT + off)).toMatchObject({ ok: true });
  for (const off of [-301, 301]) {
    expect(check("standard-webhooks", keys, standard(), AT + off)).toMatchObject({ ok: false, reason: "stale" });
  }
});

test.each(["1795000000junk", "1795000000.0", "1795 000000", "-1795000000", "1e9", "", "17950000000", "NaN"])(
  "WH-04 the timestamp %o is refused, whatever a lenient parser would make of it",
  (timestamp) => {
    expect(check("standard-webhooks", keyOf("standard-webhooks", STANDARD_SECRET), standard(timestamp)).ok).toBe(false);
    expect(check("vapi-hmac", keyOf("vapi-hmac", VAPI_SECRET), vapi(timestamp)).ok).toBe(false);
  },
);

test("WH-01 an id or signature list of another form is refused before anything is compared", () => {
  const keys = keyOf("standard-webhooks", STANDARD_SECRET);
  const lists = [`${STANDARD_SIGNATURE}, ${STANDARD_SIGNATURE}`, `${STANDARD_SIGNATURE}x`, "v1", "v1,", "v0,AAAA", " "];
  for (const list of lists) expect(check("standard-webhooks", keys, standard(String(AT), list)).ok).toBe(false);
  const many = Array.from({ length: 17 }, () => STANDARD_SIGNATURE).join(" ");
  expect(check("standard-webhooks", keys, standard(String(AT), many)).ok).toBe(false);
  for (const id of ["msg.01", "msg_01TEST, msg_01TEST", "m".repeat(257)]) {
    expect(check("standard-webhooks", keys, { ...standard(), "webhook-id": id }).ok).toBe(false);
  }
});

test("WH-01 without a usable secret everything is refused", () => {
  for (const mode of ["standard-webhooks", "vapi-hmac", "bearer", "secret-header"] as const) {
    const headers = { ...standard(), ...vapi(), authorization: "Bearer ", "x-vapi-secret": "" };
    expect(check(mode, [], headers)).toMatchObject({ ok: false, reason: "no_secret" });
    expect(keyOf(mode, "")).toEqual([]);
    expect(keyOf(mode, "whsec_")).toEqual([]);
  }
});

test("WH-10 a previous secret counts until its time and not after", () => {
  const until = new Date((AT + 10) * 1_000);
  const keys = [
    ...keyOf("standard-webhooks", `whsec_${Buffer.alloc(32, 7).toString("base64")}`),
    ...keyOf("standard-webhooks", STANDARD_SECRET, until).map((key) => ({ ...key, label: "previous" as const })),
  ];
  expect(check("standard-webhooks", keys, standard(), AT + 9)).toMatchObject({ ok: true, verifiedWith: "previous" });
  expect(check("standard-webhooks", keys, standard(), AT + 10)).toMatchObject({ ok: false, reason: "bad_signature" });
});

test("a bearer token is compared whole", () => {
  const token = "a-token-of-some-length-0123456789";
  const keys = keyOf("bearer", token);
  expect(check("bearer", keys, { authorization: `Bearer ${token}` })).toMatchObject({ ok: true });
  expect(check("bearer", keys, { authorization: `bearer ${token}` })).toMatchObject({ ok: true });
  for (const header of [token, `Bearer ${token.slice(0, -1)}`, `Bearer ${token} `.concat("x"), `Basic ${token}`]) {
    expect(check("bearer", keys, { authorization: header })).toMatchObject({ ok: false, reason: "bad_signature" });
  }
});
