import { createHash } from "node:crypto";

/** The same UUID for the same name, always: the key of an act that must happen once, whoever repeats it. */
export function deriveUuid(name: string): string {
  const hash = createHash("sha256").update(name, "utf8").digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
