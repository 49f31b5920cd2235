import "server-only";
import { randomBytes } from "node:crypto";
import { sha256 } from "@/lib/core/sha256";

/** Crockford's base 32 in lower case: no i, l, o or u, so that a token read aloud or printed is not mistaken. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH = 26;

/** `ct_` and 26 characters of Crockford base 32: 130 random bits, 29 characters, within VAPI's 40 for `externalId`. */
export const CALL_TOKEN_PATTERN = /^ct_[0-9a-hjkmnp-tv-z]{26}$/;

/** A new call token. Only `hash` is stored; `token` travels with the call and is never kept. */
export function mintCallToken(): { token: string; hash: Buffer } {
  // 256 is a multiple of 32, so the low five bits of a random byte are uniform.
  const characters = Array.from(randomBytes(LENGTH), (byte) => ALPHABET.charAt(byte & 31));
  const token = `ct_${characters.join("")}`;
  return { token, hash: hashCallToken(token) };
}

/** SHA-256 of a token as `call_tokens.token_hash` keeps it: 32 bytes. */
export function hashCallToken(token: string): Buffer {
  return sha256(token);
}
