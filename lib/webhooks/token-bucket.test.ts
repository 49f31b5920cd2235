import { expect, test } from "vitest";
import { createTokenBucket } from "./token-bucket";

const at = (milliseconds: number) => new Date(1_795_000_000_000 + milliseconds);

test("a bucket gives its capacity at once, then as much as flows in", () => {
  const bucket = createTokenBucket({ capacity: 3, refillPerSecond: 2, maxKeys: 10 });
  expect([0, 0, 0, 0].map((time) => bucket.take("a", at(time)))).toEqual([true, true, true, false]);
  expect(bucket.retryAfterSeconds("a", at(0))).toBe(1);
  expect(bucket.take("a", at(400))).toBe(false);
  expect(bucket.take("a", at(500))).toBe(true);
  expect(bucket.has("a", at(500))).toBe(false);
  expect([1, 2, 3, 4].map(() => bucket.take("a", at(60_000)))).toEqual([true, true, true, false]);
});

test("one key's flood leaves another key its own tokens, and a clock that steps back gives none", () => {
  const bucket = createTokenBucket({ capacity: 1, refillPerSecond: 0.1, maxKeys: 10 });
  expect(bucket.take("a", at(10_000))).toBe(true);
  expect(bucket.take("a", at(0))).toBe(false);
  expect(bucket.take("b", at(0))).toBe(true);
  expect(bucket.retryAfterSeconds("a", at(10_000))).toBe(10);
});

test("no more keys are remembered than allowed", () => {
  const bucket = createTokenBucket({ capacity: 1, refillPerSecond: 0.001, maxKeys: 2 });
  for (const key of ["a", "b", "c"]) bucket.take(key, at(0));
  expect(["b", "c", "a"].map((key) => bucket.has(key, at(0)))).toEqual([false, false, true]);
});
