import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { parseEnv, unsafeSettings } from "@/lib/core/env";
import { readLocalSecrets } from "./local-secrets";

function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "docketline-secrets-"));
}

test("secrets are made once, for this account only, and kept", () => {
  const folder = newFolder();
  const first = readLocalSecrets(folder);
  expect(readLocalSecrets(folder)).toEqual(first);
  expect(statSync(path.join(folder, "local-secrets.json")).mode & 0o777).toBe(0o600);
  expect(readLocalSecrets(newFolder()).encryptionKeys).not.toBe(first.encryptionKeys);
});

test("SEC-04 the generated encryption key is one that the settings accept as random", () => {
  const secrets = readLocalSecrets(newFolder());
  const result = parseEnv({
    DOCKETLINE_MODE: "embedded",
    ENCRYPTION_KEYS: secrets.encryptionKeys,
    JOBS_SECRET: secrets.jobsSecret,
    CLERK_SECRET_KEY: secrets.clerkSecretKey,
    CLERK_WEBHOOK_SIGNING_SECRET: secrets.clerkWebhookSecret,
    VAPI_PLATFORM_WEBHOOK_SECRET: secrets.vapiPlatformWebhookSecret,
    NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: "pk_live_x",
  });
  expect(result.ok && unsafeSettings(result.env)).toEqual([]);
});

test("a damaged file is reported by its path, and not replaced", () => {
  const folder = newFolder();
  writeFileSync(path.join(folder, "local-secrets.json"), "{}");
  expect(() => readLocalSecrets(folder)).toThrow("local-secrets.json is damaged");
});

const run = promisify(execFile);
const PROGRAM = `
  import { readLocalSecrets } from "./scripts/start/local-secrets.ts";
  console.log(readLocalSecrets(process.argv[1]).encryptionKeys);
`;

test("processes that start at once in a new folder have the same secrets", async () => {
  const folder = newFolder();
  const args = ["--conditions=react-server", "--import", "tsx", "--input-type=module", "-e", PROGRAM, folder];
  const answers = await Promise.all(Array.from({ length: 4 }, () => run(process.execPath, args)));
  expect(new Set(answers.map(({ stdout }) => stdout.trim())).size).toBe(1);
  expect(readdirSync(folder)).toEqual(["local-secrets.json"]);
}, 60_000);
