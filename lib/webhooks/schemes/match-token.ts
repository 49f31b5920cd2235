import "server-only";
import { secretsEqual } from "@/lib/core/sha256";
import type { Match, VerificationKey } from "./scheme";

/** A literal secret: proves the sender, not the body. */
export function matchToken(given: string | undefined, keys: readonly VerificationKey[]): Match {
  const key = given === undefined ? undefined : keys.find((each) => secretsEqual(given, each.key.export()));
  return key ? { ok: true, key, messageId: null } : { ok: false, reason: "bad_signature" };
}
