import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { json, openVendorStub, type StubAnswer, type VendorStub } from "@/tests/support/vendor-stub";
import { testTwilioConnection } from "./test-connection";

const ACCOUNT = `AC${"1".repeat(32)}`;

let stub: VendorStub;
beforeAll(async () => {
  stub = await openVendorStub();
  vi.stubEnv("TWILIO_BASE_URL", stub.url);
});
afterAll(() => stub.close());

const failed = (reason: string) => ({ ok: false, reason });

test.each<[StubAnswer, object]>([
  [json(200, { sid: ACCOUNT, status: "active" }), { ok: true }],
  [json(200, { sid: ACCOUNT, status: "suspended" }), failed("suspended")],
  [json(200, { sid: `AC${"2".repeat(32)}`, status: "active" }), failed("unexpected")],
  [json(200, {}), failed("unexpected")],
  [json(401, { code: 20003 }), failed("bad_key")],
  [json(403, {}), failed("forbidden")],
  [json(404, { code: 20404 }), failed("wrong_account")],
  [json(429, {}), failed("rate_limited")],
  [json(500, {}), failed("unreachable")],
  [(outgoing) => outgoing.destroy(), failed("unreachable")],
])("a connection test names the cause (%#)", async (answer, expected) => {
  stub.answer(answer);
  expect(await testTwilioConnection({ account: ACCOUNT, key: "token" })).toEqual(expected);
  expect(stub.received.at(-1)).toMatchObject({ method: "GET", url: `/2010-04-01/Accounts/${ACCOUNT}.json` });
});

test("a text that is no AccountSid is asked about nowhere", async () => {
  stub.received.length = 0;
  expect(await testTwilioConnection({ account: "AC1/../x", key: "token" })).toEqual(failed("wrong_account"));
  expect(stub.received).toEqual([]);
});
