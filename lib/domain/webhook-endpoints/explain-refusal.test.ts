import { expect, test } from "vitest";
import { explainRefusal } from "./explain-refusal";

test("a clock that is off is told by how much and which way", () => {
  expect(explainRefusal("stale", { skewSeconds: -310 })).toEqual({
    key: "stale_late",
    params: { amount: 5, unit: "minutes" },
  });
  expect(explainRefusal("stale", { skewSeconds: 7_260 })).toEqual({
    key: "stale_ahead",
    params: { amount: 2, unit: "hours" },
  });
  expect(explainRefusal("stale", { skewSeconds: -86_400 * 3 })).toMatchObject({ params: { amount: 3, unit: "days" } });
  expect(explainRefusal("stale", { skewSeconds: 61 })).toMatchObject({ params: { amount: 61, unit: "seconds" } });
  expect(explainRefusal("stale", {})).toEqual({ key: "stale", params: {} });
});

test("a wrong proof is told as what it is in the endpoint's mode", () => {
  const keyOf = (provider: string, mode: "twilio-signature" | "body-hmac" | "bearer" | "evolution-jwt") =>
    explainRefusal("bad_signature", {}, { provider, mode }).key;
  expect(keyOf("twilio", "twilio-signature")).toBe("bad_signature_url");
  expect(keyOf("ghl", "body-hmac")).toBe("bad_signature");
  expect(keyOf("aloware", "bearer")).toBe("bad_secret");
  expect(keyOf("evolution", "evolution-jwt")).toBe("bad_token");
  expect(explainRefusal("bad_signature", {}).key).toBe("bad_signature");
});

test("a missing proof names the header that was looked for", () => {
  const missing = (provider: string, mode: "secret-header" | "evolution-jwt-header", facts = {}) =>
    explainRefusal("no_signature", facts, { provider, mode }).params["header"];
  expect(missing("vapi", "secret-header")).toBe("X-Vapi-Secret");
  expect(missing("ghl", "secret-header")).toBe("x-docketline-secret");
  expect(missing("evolution", "evolution-jwt-header")).toBe("Authorization");
  expect(missing("evolution", "evolution-jwt-header", { hasHeader: false })).toBe("x-docketline-secret");
  expect(explainRefusal("no_signature", {}).key).toBe("no_signature_any");
  const withdrawn = explainRefusal("no_signature", { hasOldSignature: true }, { provider: "ghl", mode: "ghl-ed25519" });
  expect(withdrawn.key).toBe("old_signature");
});

test("a wrong account tells the end of the right one, and a code without words is told as unknown", () => {
  expect(explainRefusal("wrong_firm", { expectedAccount: "9f31" })).toEqual({
    key: "wrong_firm_ending",
    params: { account: "9f31" },
  });
  expect(explainRefusal("wrong_firm", {}).key).toBe("wrong_firm");
  expect(explainRefusal("something_new", {}).key).toBe("other");
});
