import fc from "fast-check";
import { expect, test } from "vitest";
import { type JsonValue, parseStrictText } from "./parse-strict-json";

const problemOf = (text: string) => {
  const parsed = parseStrictText(text);
  return parsed.ok ? null : parsed.reason;
};

test("whatever is JSON of one meaning reads as JSON.parse reads it", () => {
  const json = fc.jsonValue({ maxDepth: 5 }).map((value) => JSON.stringify(value));
  fc.assert(
    fc.property(json, fc.nat(3), (text, indent) => {
      fc.pre(!text.includes("__proto__") && !text.includes("\\u0000"));
      const spaced = JSON.stringify(JSON.parse(text), null, indent);
      expect(parseStrictText(spaced)).toEqual({ ok: true, value: JSON.parse(text) });
    }),
    { numRuns: 300 },
  );
});

test("no text at all makes it throw, and what it takes JSON.parse takes", () => {
  const alphabet = fc.constantFrom(...'{}[]",:\\ \t\n0e1-.truefalsnu\u0000'.split(""), '"a"', "\\u", "\ud800");
  fc.assert(
    fc.property(fc.array(alphabet, { maxLength: 40 }), (parts) => {
      const text = parts.join("");
      if (parseStrictText(text).ok) JSON.parse(text);
    }),
    { numRuns: 2_000 },
  );
});

test("WH-08 64 levels are read, 65 are not, and neither is a body of brackets", () => {
  const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
  expect(problemOf(nested(64))).toBeNull();
  expect(problemOf(nested(65))).toBe("depth");
  expect(problemOf('{"a":'.repeat(65))).toBe("depth");
  expect(problemOf("[".repeat(5_000_000))).toBe("depth");
});

test("WH-08 10,000 values are read and one more is not", () => {
  const listOf = (count: number) => JSON.stringify(Array.from({ length: count }, () => 0));
  expect(problemOf(listOf(9_999))).toBeNull();
  expect(problemOf(listOf(10_000))).toBe("nodes");
});

test("INP-07 a key twice in one object is refused in every spelling, twice in two objects is not", () => {
  expect(problemOf('{"a":1,"a":2}')).toBe("duplicate_key");
  expect(problemOf('{"a":1,"\\u0061":2}')).toBe("duplicate_key");
  expect(problemOf('{"a":1,"a\\u0000":2}')).toBe("duplicate_key");
  expect(problemOf('{"x":{"a":1},"a":[{"a":2},{"a":"a"}]}')).toBeNull();
});

test("INP-07 __proto__ is refused in every spelling, and nothing reaches a prototype", () => {
  expect(problemOf('{"__proto__":{"isAdmin":true}}')).toBe("forbidden_key");
  expect(problemOf('{"a":{"\\u005f_proto__":1}}')).toBe("forbidden_key");
  const parsed = parseStrictText('{"constructor":{"prototype":{"isAdmin":true}}}');
  expect(parsed.ok).toBe(true);
  expect("isAdmin" in {}).toBe(false);
});

test("INP-03 NUL and lone surrogates are made storable in keys and values", () => {
  const parsed = parseStrictText('{"k\\u0000ey":["a\\u0000b","\\ud800","\\udc00x","😀"]}');
  expect(parsed).toEqual({ ok: true, value: { key: ["ab", "\ufffd", "\ufffdx", "😀"] } });
});

test.each(["", "  \n", "\ufeff{}", "{", '{"a"}', "[1,]", "nul", "01", '"\n"', "{}{}", "NaN", "undefined"])(
  "what is no JSON is refused: %o",
  (text) => {
    expect(parseStrictText(text).ok).toBe(false);
  },
);

test("INP-07 numbers beyond what a number holds do not crash", () => {
  const parsed = parseStrictText("[1e400,-0,9007199254740993]");
  const expected: JsonValue = [Number.POSITIVE_INFINITY, -0, 9007199254740992];
  expect(parsed).toEqual({ ok: true, value: expected });
});
