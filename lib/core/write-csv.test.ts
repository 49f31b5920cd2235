import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { readCsv } from "./read-csv";
import { writeCsv } from "./write-csv";

const cellsOf = (csv: string) => parse(csv, { bom: true }) as string[][];

test.each([
  "=1+1",
  '=HYPERLINK("http://evil.example")',
  "+16025550142",
  "-2+3",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "\n=1",
  "  =1",
  "\u00a0=1",
  "＝1",
  "－1",
])("INP-06 the text %j is no formula to a spreadsheet", (text) => {
  const [, cells] = cellsOf(writeCsv(["a", "b"], [[text, "x"]]));
  expect(cells).toEqual([`'${text}`, "x"]);
});

test.each(["stop texting me\n=1+1", "stop\r\n=1+1,x", 'he said "no",\nthen =1', "a\r=1"])(
  "INP-06 the text %j begins no row and no cell of its own",
  (text) => {
    const csv = writeCsv(["a", "b"], [[text, "x"]]);
    expect(cellsOf(csv)).toEqual([
      ["a", "b"],
      [text, "x"],
    ]);
    const read = readCsv(csv, { maxRows: 10 });
    expect(read.ok && read.table.rows.map(({ values }) => values)).toEqual([[text, "x"]]);
  },
);

test("a number stays one, below zero too, and nothing is an empty cell", () => {
  expect(writeCsv(["a", "b", "c"], [[-5, null, "-5"]])).toBe("\ufeffa,b,c\r\n-5,,'-5\r\n");
});
