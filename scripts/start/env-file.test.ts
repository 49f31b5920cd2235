import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { findBrokenEnvLine, readEnvFiles } from "./env-file";

const PEM = 'CLERK_JWT_KEY="-----BEGIN PUBLIC KEY-----\nMIIB/x==\n-----END PUBLIC KEY-----"';

test.each([
  ["blank lines, comments and settings", "# one\n\nA=1\nexport B = two words\nC=\n"],
  ["a quoted value over several lines", `A=1\n${PEM}\nB=2`],
  ["Windows line ends", "A=1\r\nB=2\r\n"],
  ["a quote inside a plain value", "A=it's fine\nB=2"],
])("%s are accepted", (_name, text) => {
  expect(findBrokenEnvLine(text)).toBeUndefined();
});

test.each([
  ["a line without =", "A=1\nDATABASE_URL postgres://x", 2],
  ["a name that starts with a digit", "1A=1", 1],
  ["a quote that never closes", 'A=1\nB="open\nC=3', 2],
  ["a bare word after a quoted block", `${PEM}\nstray`, 4],
])("%s is found by its line number", (_name, text, line) => {
  expect(findBrokenEnvLine(text)).toBe(line);
});

test(".env.local wins over .env", () => {
  const root = mkdtempSync(path.join(tmpdir(), "docketline-env-"));
  writeFileSync(path.join(root, ".env"), "A=base\nB=base\n");
  writeFileSync(path.join(root, ".env.local"), "A=local\n");
  expect(readEnvFiles(root)).toEqual({ A: "local", B: "base" });
});

test("a broken line is reported by file and number, without its text", () => {
  const root = mkdtempSync(path.join(tmpdir(), "docketline-env-"));
  writeFileSync(path.join(root, ".env"), "A=1\nsecret-without-a-name\n");
  expect(() => readEnvFiles(root)).toThrow(/^\.env, line 2: this is not a setting/);
  expect(() => readEnvFiles(root)).not.toThrow(/secret-without-a-name/);
});
