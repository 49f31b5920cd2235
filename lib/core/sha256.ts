import { createHash, timingSafeEqual } from "node:crypto";

/** SHA-256 of UTF-8 text or bytes: 32 bytes. Tokens are stored as this, never as themselves. */
export function sha256(value: string | Uint8Array): Buffer {
  return createHash("sha256").update(value).digest();
}

/** The only comparison of secrets: equal digests in constant time, whatever the lengths (SEC-10). */
export function secretsEqual(left: string | Uint8Array, right: string | Uint8Array): boolean {
  return timingSafeEqual(sha256(left), sha256(right));
}
