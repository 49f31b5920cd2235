import { createPublicKey } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { ghlSigningKey } from "./ghl-signing-key";
import { ghlSimulatorPublicKey } from "./ghl-simulator-public-key";

const folder = mkdtempSync(path.join(tmpdir(), "ghl-key-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a missing key is made where it is asked for, for its owner alone, and stays the same", () => {
  const file = path.join(folder, "made", "ghl.pem");
  const pem = ghlSimulatorPublicKey(file);
  expect(pem).toMatch(/^-----BEGIN PUBLIC KEY-----\nMCowBQYDK2Vw/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(path.dirname(file))).toEqual(["ghl.pem"]);
  const kept = createPublicKey(readFileSync(file, "utf8")).export({ type: "spki", format: "pem" });
  expect(kept).toBe(pem);
  expect(ghlSimulatorPublicKey(file)).toBe(pem);
});

test("without a file the key lives as long as the process", () => {
  expect(ghlSimulatorPublicKey(undefined)).toBe(ghlSimulatorPublicKey(undefined));
  expect(ghlSigningKey(undefined).asymmetricKeyType).toBe("ed25519");
});
