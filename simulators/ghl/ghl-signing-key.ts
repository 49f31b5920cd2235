import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

const loaded = new Map<string | undefined, KeyObject>();

/**
 * The Ed25519 key that signs in HighLevel's place, from a PKCS#8 PEM at `file`; made there with mode 0600 when it is
 * missing. Without `file` it lives as long as the process.
 */
export function ghlSigningKey(file: string | undefined): KeyObject {
  const known = loaded.get(file);
  if (known !== undefined) return known;
  const key = file === undefined ? generateKeyPairSync("ed25519").privateKey : createPrivateKey(readOrMakePem(file));
  loaded.set(file, key);
  return key;
}

function readOrMakePem(file: string): string {
  return readPem(file) ?? makePem(file);
}

function readPem(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return null;
    throw error;
  }
}

// The desk asks for the public key while the simulator starts: linking a finished file lets only one of them win, and
// the other never reads half a key.
function makePem(file: string): string {
  const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const draft = `${file}.${process.pid}`;
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(draft, pem, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return pem;
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
    return readFileSync(file, "utf8");
  } finally {
    unlinkSync(draft);
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
