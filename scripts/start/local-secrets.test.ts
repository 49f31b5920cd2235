import { mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
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
