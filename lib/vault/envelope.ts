import "server-only";
import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from "node:crypto";
import { AppError } from "@/lib/core/errors";

// Layout: "e1" | key-encryption key version (u32) | data key id (16) | data key version (u32) | IV (12) | tag (16) | ciphertext.
const MAGIC = Buffer.from("e1", "latin1");
const HEADER_BYTES = 26;
const IV_BYTES = 12;
const TAG_BYTES = 16;

export type KeyReference = { kekVersion: number; dataKeyId: string; dataKeyVersion: number };

/** Encrypts `plaintext` with AES-256-GCM; `context` is bound as additional data (SEC-01, SEC-02). */
export function sealEnvelope(key: KeyObject, reference: KeyReference, context: string, plaintext: Uint8Array): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(additionalData(context, reference));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([header(reference), iv, cipher.getAuthTag(), ciphertext]);
}

/**
 * Decrypts what sealEnvelope made under the same key and context.
 * @throws AppError `internal`, the same whatever is wrong (SEC-03)
 */
export function openEnvelope(key: KeyObject, context: string, envelope: Buffer): Buffer {
  const reference = readReference(envelope);
  const iv = envelope.subarray(HEADER_BYTES, HEADER_BYTES + IV_BYTES);
  const tag = envelope.subarray(HEADER_BYTES + IV_BYTES, HEADER_BYTES + IV_BYTES + TAG_BYTES);
  const ciphertext = envelope.subarray(HEADER_BYTES + IV_BYTES + TAG_BYTES);
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(additionalData(context, reference));
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  } catch (error) {
    throw unreadable(error);
  }
}

/** Which keys an envelope was made under, without opening it. */
export function readReference(envelope: Buffer): KeyReference {
  if (envelope.length < HEADER_BYTES + IV_BYTES + TAG_BYTES || !envelope.subarray(0, 2).equals(MAGIC))
    throw unreadable();
  const hex = envelope.subarray(6, 22).toString("hex");
  return {
    kekVersion: envelope.readUInt32BE(2),
    dataKeyId: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
    dataKeyVersion: envelope.readUInt32BE(22),
  };
}

function header(reference: KeyReference): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(bytes);
  bytes.writeUInt32BE(reference.kekVersion, 2);
  Buffer.from(reference.dataKeyId.replaceAll("-", ""), "hex").copy(bytes, 6);
  bytes.writeUInt32BE(reference.dataKeyVersion, 22);
  return bytes;
}

function additionalData(context: string, reference: KeyReference): Buffer {
  return Buffer.from(`e1\n${context}\n${reference.dataKeyId}:${reference.dataKeyVersion}`, "utf8");
}

function unreadable(cause?: unknown): AppError {
  return new AppError("internal", "A sealed value could not be opened", { cause });
}
