import "server-only";
import type { JsonObject } from "./parse-strict-json";
import type { Acknowledgement } from "./provider";

/** What became of a delivery; answerOf gives each its HTTP answer. */
export type WebhookOutcome =
  | { kind: "accepted" | "duplicate" | "ignored"; acknowledgement?: Acknowledgement }
  | { kind: "replied"; body: JsonObject }
  | { kind: "handshake"; header: string; value: string }
  | { kind: "method_not_allowed" }
  | { kind: "unsupported_media_type" }
  | { kind: "too_large" }
  | { kind: "malformed" }
  | { kind: "unknown_endpoint" }
  | { kind: "gone" }
  | { kind: "paused" }
  | { kind: "unauthenticated" }
  | { kind: "rate_limited"; retryAfterSeconds: number }
  | { kind: "unavailable" };
