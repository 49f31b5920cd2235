import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import type { VerificationKey } from "./scheme";

/** The key under which HMAC-SHA256 (or `algorithm`) of `content` equals one of the `given` digests. */
export function findHmacKey(
  keys: readonly VerificationKey[],
  content: readonly (string | Buffer)[],
  given: readonly Buffer[],
  algorithm: "sha256" | "sha1" = "sha256",
): VerificationKey | undefined {
  return keys.find((each) => {
    const hmac = createHmac(algorithm, each.key);
    for (const part of content) hmac.update(part);
    const expected = hmac.digest();
    return given.some((digest) => digest.length === expected.length && timingSafeEqual(digest, expected));
  });
}
