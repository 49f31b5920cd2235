import { expect, test } from "vitest";
import { keptScrollTop } from "./kept-place";

const ROW = 80;
const ids = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `c${from + index}`);
const kept = (before: string[], after: string[], scrollTop: number) =>
  keptScrollTop({ before, after, scrollTop, height: 10 * ROW, rowHeight: ROW });

test("a new conversation above moves the list along, so that the same rows stay in view", () => {
  expect(kept(ids(1, 50), ["new", ...ids(1, 50)], 1_000)).toBe(1_000 + ROW);
  expect(kept(ids(1, 50), ["new", "newer", ...ids(1, 50)], 1_000)).toBe(1_000 + 2 * ROW);
});

test("a row from further down that goes to the top does so as well", () => {
  expect(kept(ids(1, 50), ["c40", ...ids(1, 39), ...ids(41, 50)], 1_000)).toBe(1_000 + ROW);
});

test("the first row in view goes to the top alone: those below it stay", () => {
  expect(kept(ids(1, 50), ["c13", ...ids(1, 12), ...ids(14, 50)], 12 * ROW)).toBe(12 * ROW);
});

test("what leaves the list above takes nothing out of view, and what changes below moves nothing", () => {
  expect(kept(ids(1, 50), ids(3, 50), 1_000)).toBe(1_000 - 2 * ROW);
  expect(kept(ids(1, 50), [...ids(1, 40), ...ids(42, 80)], 1_000)).toBe(1_000);
});

test("at the top the newest comes into view, and a list of others stays where it is", () => {
  expect(kept(ids(1, 50), ["new", ...ids(1, 50)], 0)).toBe(0);
  expect(kept(ids(1, 50), ids(101, 150), 1_000)).toBe(1_000);
  expect(kept(ids(1, 50), ids(10, 50), 300)).toBe(0);
});
