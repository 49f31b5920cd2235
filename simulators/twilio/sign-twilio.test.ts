import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { signTwilio } from "./sign-twilio";

// Vectors of the reference, made with the vendor's own library.
const AUTH_TOKEN = "0123456789abcdef0123456789abcdef";
const URL = "https://hooks.example.test/twilio/sms/tnt_7f3a";
const FORM = [
  ["To", "+12025550100"],
  ["AccountSid", "AC00000000000000000000000000000000"],
  ["Body", "STOP"],
  ["OptOutType", "STOP"],
  ["From", "+12025550142"],
  ["NumMedia", "0"],
  ["MessageSid", "SM00000000000000000000000000000001"],
] as const;

test("a form is signed as Twilio signs it, in any order of its parameters", () => {
  expect(signTwilio(AUTH_TOKEN, URL, FORM)).toBe("kszxA3sLXv08jp58MnDqJra+OUU=");
  expect(signTwilio(AUTH_TOKEN, URL, [...FORM].reverse())).toBe("kszxA3sLXv08jp58MnDqJra+OUU=");
});

test("a JSON body is signed through its hash in the URL", () => {
  const hash = createHash("sha256").update('{"event":"x"}').digest("hex");
  expect(hash).toBe("ebc2c4ea03938ee05e18c1a712d9fa02de923d6f2db34b68fe1f8dcf651e479d");
  expect(signTwilio(AUTH_TOKEN, `${URL}?bodySHA256=${hash}`, [])).toBe("7ootYSGGMTq8XEvK0jwTJ3CkCaE=");
});

test("the values of a repeated parameter are sorted and each counted once", () => {
  const once = signTwilio(AUTH_TOKEN, URL, [["Label", "firstLabelsecond"]]);
  const repeated = [
    ["Label", "second"],
    ["Label", "first"],
    ["Label", "second"],
  ] as const;
  expect(signTwilio(AUTH_TOKEN, URL, repeated)).toBe(once);
});

test("names are sorted by code units, capitals first", () => {
  const content = signTwilio(AUTH_TOKEN, `${URL}Bb2aa1`, []);
  const mixed = [
    ["aa", "1"],
    ["Bb", "2"],
  ] as const;
  expect(signTwilio(AUTH_TOKEN, URL, mixed)).toBe(content);
});
