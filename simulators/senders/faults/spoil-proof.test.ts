import { expect, test } from "vitest";
import { flipByte } from "./flip-byte";
import { joinSignatures, junkTimestamp, otherSecret, spoilProof, withoutProof } from "./spoil-proof";

const HEX = "75f3e752fbca1ed9402e9d5730d72b0fdf8a002246da5903db59dbcfb00e04e1";

test.each([
  ["Authorization", "Bearer eyJhbGciOiJIUzI1NiJ9.eyJpYXQiOjE3OTUwMDAwMDB9.rIfM5lIjgil9WmKvro7Cp_g7wkSu8_11L-LwAUU5qgc"],
  ["authorization", "Basic dXNlcjpwYXNzd29yZC1vZi0yNA=="],
  ["Authorization", "Bearer short"],
  ["x-hub-signature-256", `sha256=${HEX}`],
  ["x-webhook-signature", `t=1795000000,v1=${HEX}`],
  ["X-Twilio-Signature", "7OsqLSzWc8Rz8+OTmuVA68yiqS8="],
  ["x-docketline-secret", "FUR0wSgTImm1xWlvTy8V"],
  ["x-make-apikey", "0123456789abcdef"],
])("a spoilt %s differs and keeps its shape; without proof it is gone", (name, value) => {
  const spoilt = spoilProof({ [name]: value, "content-type": "application/json" });
  expect(spoilt[name]).not.toBe(value);
  expect(spoilt[name]?.slice(0, 8)).toBe(value.slice(0, 8));
  expect(spoilt["content-type"]).toBe("application/json");
  expect(withoutProof({ [name]: value, "webhook-id": "evt_1" })).toEqual({ "webhook-id": "evt_1" });
});

test("of a JWT only the signature is spoilt, and of a list every entry", () => {
  const jwt = "Bearer aaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbb.cccccccccccccccccccc";
  expect(spoilProof({ authorization: jwt })["authorization"]).toBe(
    "Bearer aaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbb.ccccccccccaccccccccc",
  );
  const list = spoilProof({ "webhook-signature": `v1,${"c".repeat(43)}= v1,${"d".repeat(43)}=` })["webhook-signature"];
  expect(list).toMatch(/^v1,c+ac+= v1,d+ad+=$/);
});

test("another secret has the form of the first", () => {
  expect(otherSecret("whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(otherSecret("desk:0123456789abcdef")).toMatch(/^desk:[0-9a-f]{64}$/);
  expect(otherSecret("0123456789abcdef")).toMatch(/^[0-9a-f]{64}$/);
});

test("timestamps get letters, and lists a foreign signature in front", () => {
  expect(junkTimestamp({ "x-timestamp": "1795000000", "x-webhook-signature": `t=1795000000,v1=${HEX}` })).toEqual({
    "x-timestamp": "1795000000junk",
    "x-webhook-signature": `t=1795000000junk,v1=${HEX}`,
  });
  const genuine = { "x-webhook-signature": "t=1,v1=aa", "webhook-signature": "v1,AA", authorization: "Bearer a" };
  const foreign = { "x-webhook-signature": "t=1,v1=bb", "webhook-signature": "v1,BB", authorization: "Bearer b" };
  expect(joinSignatures(genuine, foreign)).toEqual({
    "x-webhook-signature": "t=1,v1=bb,v1=aa",
    "webhook-signature": "v1,BB v1,AA",
    authorization: "Bearer a",
  });
});

test.each([
  ['{"a":"x","text":"Where is it","end":"b"}', "Where is it", '{"a":"x","text":"Where is ie","end":"b"}'],
  ['{"a":"x","n":1,"end":"some","z":null}', "Nothing of this", '{"a":"x","n":1,"end":"somo","z":null}'],
  ["Body=STOP&From=%2B16025550120&To=%2F", "Hello", "Body=STOe&From=%2B16025550120&To=%2F"],
])("one letter of %s is another, and the body still parses", (body, text, expected) => {
  expect(flipByte(body, text)).toBe(expected);
});
