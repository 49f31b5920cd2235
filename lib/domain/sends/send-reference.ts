import "server-only";
import { randomBytes } from "node:crypto";
import { sha256 } from "@/lib/core/sha256";

/** An opaque id of one send for its provider: 128 random bits. Only the hash is kept. */
export function mintSendReference(): { reference: string; hash: Buffer } {
  const reference = randomBytes(16).toString("hex");
  return { reference, hash: hashSendReference(reference) };
}

/** SHA-256 of a reference, as `message_sends.callback_hash` keeps it. */
export function hashSendReference(reference: string): Buffer {
  return sha256(reference);
}
