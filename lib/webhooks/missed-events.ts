import "server-only";
import type { JsonValue } from "./parse-strict-json";

/**
 * What a provider would have sent, written from what its interface tells. `key` tells it from every other in the same
 * way each time, for providers whose webhooks have an id that the interface does not know.
 */
export type MissedEvent = {
  key: string;
  body: JsonValue;
  /** The message or call that it tells of for the first time: one that is known already is not missing. */
  tells: { kind: "message" | "call"; id: string } | null;
};

/** `not_found`: the provider does not know the account. `unexpected`: it answered something else than documented. */
export type MissedFailure =
  | "no_account"
  | "no_address"
  | "bad_key"
  | "not_found"
  | "rate_limited"
  | "unreachable"
  | "unexpected";

/** `isComplete` is false when there is more than is asked for at once. */
export type MissedEvents =
  | { kind: "found"; events: MissedEvent[]; isComplete: boolean }
  | { kind: "failed"; failure: MissedFailure };

/** Of whom and for when a provider is asked. */
export type MissedQuestion = {
  apiKey: string;
  /** The firm's id at the provider, as it stands at the endpoint. */
  account: string | null;
  from: Date;
  to: Date;
  signal: AbortSignal;
};
