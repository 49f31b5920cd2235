import { createHash, randomBytes } from "node:crypto";

const LENGTH = 20;

/** An id as HighLevel makes them, 20 letters and digits, that follows from its parts: the same thing keeps its id. */
export function ghlIdOf(...parts: readonly string[]): string {
  return write(createHash("sha256").update(JSON.stringify(parts)).digest());
}

/** A new one. */
export function newGhlId(): string {
  return write(randomBytes(32));
}

function write(bytes: Buffer): string {
  return bytes
    .toString("base64")
    .replace(/[^A-Za-z0-9]/g, "")
    .slice(0, LENGTH);
}
