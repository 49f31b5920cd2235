import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { securityMap } from "./security-map";

test("a requirement maps to the names of the tests that carry its identifier", () => {
  const root = mkdtempSync(path.join(tmpdir(), "docketline-map-"));
  for (const folder of ["app", "components", "db", "lib", "scripts", "simulators", "tests"])
    mkdirSync(path.join(root, folder));
  const lines = [
    'test("TEN-05 and TEN-06 hold", () => {});',
    'test.each(rows)(\n  "SEC-01 %s is sealed", () => {});',
    "// TEN-07 in a comment is no proof",
    'const note = "TEN-08 in a text is none either";',
  ];
  writeFileSync(path.join(root, "db/a.test.ts"), lines.join("\n"));
  writeFileSync(path.join(root, "db/b.ts"), 'test("TEN-09 outside a test file", () => {});');
  expect(securityMap(root)).toEqual([
    ["SEC-01", ["db/a.test.ts: SEC-01 %s is sealed"]],
    ["TEN-05", ["db/a.test.ts: TEN-05 and TEN-06 hold"]],
    ["TEN-06", ["db/a.test.ts: TEN-05 and TEN-06 hold"]],
  ]);
});
