import "server-only";
import type { RefusalFacts } from "@/db/schema/webhook-refusals";
import { proofStrength } from "./proof-strength";
import { type EndpointMode, proofHeaderOf } from "./provider-modes.schema";

/** Keys of the messages `webhook-endpoints.refusals`: each has a `title` that says what happened and a `help` that says what to do. */
const PLAIN = [
  "no_secret",
  "foreign_call_token",
  "foreign_provider_call",
  "conflicting_call_tokens",
  "unknown_endpoint",
  "wrong_provider",
  "gone",
  "paused",
  "malformed",
  "too_large",
  "unsupported_media_type",
  "method_not_allowed",
  "rate_limited",
] as const;

export type RefusalKey =
  | (typeof PLAIN)[number]
  | "no_signature"
  | "no_signature_any"
  | "old_signature"
  | "bad_signature"
  | "bad_signature_url"
  | "bad_secret"
  | "bad_token"
  | "stale"
  | "stale_late"
  | "stale_ahead"
  | "wrong_firm"
  | "wrong_firm_ending"
  | "other";

/** A message key and what is filled into it: `header`, `account` (its last characters), `amount` and `unit` of a time. */
export type RefusalExplanation = { key: RefusalKey; params: Record<string, string | number> };

type Door = { provider: string; mode: EndpointMode };

/**
 * Why a delivery was refused and what to do about it, as a message of the reader's language. `door` is the endpoint that it
 * came to, where one is known: a wrong signature means something else for Twilio than for a shared secret.
 */
export function explainRefusal(reason: string, facts: RefusalFacts, door: Door | null = null): RefusalExplanation {
  switch (reason) {
    case "no_signature":
      return noSignature(facts, door);
    case "bad_signature":
      return { key: badProof(door), params: {} };
    case "stale":
      return stale(facts["skewSeconds"]);
    case "wrong_firm": {
      const account = facts["expectedAccount"];
      return typeof account === "string" ? { key: "wrong_firm_ending", params: { account } } : plain("wrong_firm");
    }
    default:
      return plain(PLAIN.find((key) => key === reason) ?? "other");
  }
}

function plain(key: RefusalKey): RefusalExplanation {
  return { key, params: {} };
}

function noSignature(facts: RefusalFacts, door: Door | null): RefusalExplanation {
  if (facts["hasOldSignature"] === true) return plain("old_signature");
  if (door === null) return plain("no_signature_any");
  const isOnlyHeaderMissing = door.mode === "evolution-jwt-header" && facts["hasHeader"] === false;
  const header = isOnlyHeaderMissing ? "x-docketline-secret" : proofHeaderOf(door.provider, door.mode);
  return { key: "no_signature", params: { header } };
}

function badProof(door: Door | null): RefusalKey {
  if (door === null) return "bad_signature";
  // Twilio signs the address as it was entered there, so another address fails like another token.
  if (door.mode === "twilio-signature") return "bad_signature_url";
  switch (proofStrength(door.mode)) {
    case "signed":
    case "signed_without_time":
      return "bad_signature";
    case "token":
      return "bad_token";
    case "shared_secret":
      return "bad_secret";
  }
}

/** `skewSeconds` is the sender's time less ours: below zero the delivery is old, or its sender's clock is behind. */
function stale(skewSeconds: RefusalFacts[string] | undefined): RefusalExplanation {
  if (typeof skewSeconds !== "number" || !Number.isFinite(skewSeconds)) return plain("stale");
  return { key: skewSeconds < 0 ? "stale_late" : "stale_ahead", params: spanOf(Math.abs(skewSeconds)) };
}

const UNITS = [
  { unit: "days", seconds: 86_400 },
  { unit: "hours", seconds: 3_600 },
  { unit: "minutes", seconds: 60 },
] as const;

/** A span in the largest unit of which it holds at least two. */
function spanOf(seconds: number): { amount: number; unit: string } {
  const fitting = UNITS.find((each) => seconds >= each.seconds * 2);
  return fitting
    ? { amount: Math.round(seconds / fitting.seconds), unit: fitting.unit }
    : { amount: Math.round(seconds), unit: "seconds" };
}
