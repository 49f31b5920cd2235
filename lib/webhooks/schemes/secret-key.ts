import "server-only";
import { createSecretKey, type KeyObject } from "node:crypto";

const LEAST_BYTES = 16;

/** The text itself as key material; null when it is too short to be a secret. */
export function textKey(secret: string): KeyObject | null {
  return bytesKey(Buffer.from(secret, "utf8"));
}

/** Bytes as key material; null when they are too few to be a secret. */
export function bytesKey(bytes: Buffer): KeyObject | null {
  return bytes.length < LEAST_BYTES ? null : createSecretKey(bytes);
}
