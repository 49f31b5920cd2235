import "server-only";
import { keyedDigest } from "./keyring";

/** A secret's fingerprint, safe to show: 12 hex characters of a keyed digest. */
export function fingerprintOf(secret: string): string {
  return keyedDigest("fingerprint", secret);
}
