import { expect, test } from "vitest";
import { readDoNotCallFile, readDoNotCallRows } from "@/lib/domain/do-not-call/read-do-not-call-file";
import { splitList } from "./split-list";

const numbers = (count: number) => Array.from({ length: count }, (_, index) => `602${String(5_550_000 + index)}`);

function readAll(text: string) {
  return splitList(text).flatMap((part) => {
    const { table, column } = readDoNotCallFile(part.text);
    return readDoNotCallRows(table, column).map((row) => ({ ...row, line: row.line + part.linesBefore }));
  });
}

test.each([
  ["with a header", ["Area,Phone"], (number: string) => `AZ,${number}`],
  ["without one", [], (number: string) => number],
  ["of the national registry", [], (number: string) => `${number.slice(0, 3)},${number.slice(3)}`],
])("CMP-06 a list of 30,000 numbers %s is read in parts, each number once and with its line", (_, head, write) => {
  const all = numbers(30_000);
  const text = [...head, ...all.map(write), "", ""].join("\r\n");
  expect(splitList(text).length).toBeGreaterThan(3);
  const rows = readAll(text);
  expect(rows.map(({ e164 }) => e164)).toEqual(all.map((number) => `+1${number}`));
  expect(rows.map(({ line }) => line)).toEqual(all.map((_number, index) => index + head.length + 1));
});

test("a short list is one part, also when it is empty, and a cell with line ends is never cut", () => {
  expect(splitList("phone\n6025550142\n")).toEqual([{ text: "phone\n6025550142", linesBefore: 0 }]);
  expect(splitList("")).toEqual([{ text: "", linesBefore: 0 }]);
  const note = `"first${"\n".repeat(20_000)}last",6025550142`;
  const [whole] = splitList(`note,phone\n${note}\n`);
  expect(whole?.text.endsWith("6025550142")).toBe(true);
});

test("a part fits into a request, whatever its lines are like", () => {
  const wide = numbers(20_000).map((number) => `${"x".repeat(200)},${number}`);
  const parts = splitList(["note,phone", ...wide].join("\n"));
  expect(Math.max(...parts.map(({ text }) => text.length))).toBeLessThan(700_000);
  expect(readAll(["note,phone", ...wide].join("\n"))).toHaveLength(20_000);
});
