import "server-only";
import type { KeyObject } from "node:crypto";
import type { HeaderReader } from "../header-reader";

export type VerificationKey = {
  label: "current" | "previous" | "platform";
  /** The secret as it is compared: HMAC key bytes, a public key, or the token itself. */
  key: KeyObject;
  /** Exclusive; null while it is in force. */
  usableUntil: Date | null;
};

/** What a proof is checked over. Nothing in it was parsed. */
export type SignedRequest = {
  bytes: Buffer;
  headers: HeaderReader;
  /** The public URL that the sender was given, with its query as it came: APP_URL, not what a `Host` header says. */
  url: string;
  provider: string;
  now: Date;
};

export type RefusedProof = "no_secret" | "no_signature" | "bad_signature" | "stale";

/** Numbers and names that explain a refusal to the firm; never a value that was sent. */
export type ProofFacts = Record<string, string | number | boolean | null>;

export type Match =
  | {
      ok: true;
      key: VerificationKey /** The sender's own id of the delivery, where the proof covers one. */;
      messageId: string | null;
    }
  | { ok: false; reason: Exclude<RefusedProof, "no_secret">; facts?: ProofFacts };

/** One way in which a delivery proves itself. Pure, and constant in time over the secret. */
export type Scheme = {
  /** A stored secret as key material; null when nothing usable is in it. */
  keyOf: (secret: string) => KeyObject | null;
  check: (request: SignedRequest, keys: readonly VerificationKey[]) => Match;
};
