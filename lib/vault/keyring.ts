import "server-only";
import { createHmac, createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import { getEnv } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";

// What this folder promises: a value is sealed under its firm's own data key, which is wrapped under a versioned
// key-encryption key that only the process's settings hold; the firm, service and row are bound into each seal, so
// that a ciphertext moved anywhere else does not open; nothing here returns a reason that differs by what is wrong.

const wrappingKeys = new Map<number, KeyObject>();
const purposeKeys = new Map<string, KeyObject>();

/** The version under which new data keys are wrapped. */
export function currentKekVersion(): number {
  return Math.max(...keys().keys());
}

/** The key that wraps data keys, derived from the key-encryption key of `version`. */
export function wrappingKey(version: number): KeyObject {
  const cached = wrappingKeys.get(version);
  if (cached) return cached;
  const key = derive(version, "docketline/wrap");
  wrappingKeys.set(version, key);
  return key;
}

/** Keyed digest for showing that two secrets are the same without saying what they are: 12 hex characters. */
export function keyedDigest(label: string, value: string): string {
  const name = `docketline/${label}`;
  const key = purposeKeys.get(name) ?? derive(Math.min(...keys().keys()), name);
  purposeKeys.set(name, key);
  return createHmac("sha256", key).update(value, "utf8").digest("hex").slice(0, 12);
}

function derive(version: number, label: string): KeyObject {
  const material = keys().get(version);
  if (!material) throw new AppError("internal", "A vault key version is not configured");
  return createSecretKey(Buffer.from(hkdfSync("sha256", material, Buffer.alloc(0), label, 32)));
}

function keys(): Map<number, Buffer> {
  const configured = getEnv().ENCRYPTION_KEYS;
  if (!configured || configured.size === 0) throw new AppError("internal", "The vault has no key");
  return configured;
}
