import { assert, json, property, string } from "fast-check";
import { expect, test } from "vitest";
import { jsonTokens } from "./json-tokens";

const join = (text: string) =>
  jsonTokens(text)
    .map((token) => token.text)
    .join("");

test("what is shown is byte for byte what is given, valid JSON or not", async () => {
  await assert(property(json(), (text) => join(text) === text));
  await assert(property(string(), (text) => join(text) === text));
});

test("keys, strings, numbers and words are told apart", () => {
  const kinds = jsonTokens('{"a": "b\\"c", "n": -1.5e3, "t": true}').filter((token) => token.kind !== "plain");
  expect(kinds.map((token) => [token.kind, token.text])).toEqual([
    ["key", '"a":'],
    ["string", '"b\\"c"'],
    ["key", '"n":'],
    ["number", "-1.5e3"],
    ["key", '"t":'],
    ["word", "true"],
  ]);
});
