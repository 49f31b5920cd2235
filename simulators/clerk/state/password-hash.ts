import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";

// A tenth of the usual cost: the stand-in guards demo accounts, and every browser test signs in.
const COST = 2048;

/** Hashes a password as `salt:hash` in base64url. */
export function hashPassword(password: string): string {
  const salt = randomBytes(16);
  return `${salt.toString("base64url")}:${derive(password, salt).toString("base64url")}`;
}

/** Whether `password` is the one that `hash` was made from. An account without a password accepts none. */
export function isPassword(password: string, hash: string | null): boolean {
  const [salt, digest] = (hash ?? "").split(":");
  if (salt === undefined || digest === undefined) return false;
  return timingSafeEqual(derive(password, Buffer.from(salt, "base64url")), Buffer.from(digest, "base64url"));
}

function derive(password: string, salt: Buffer): Buffer {
  return scryptSync(password, salt, 32, { N: COST, r: 8, p: 1 });
}
