import "server-only";
import type { MessageState } from "@/lib/domain/messages/message-input";

/** Why a provider refused, in our words. The desk explains each with its next step. */
export const SEND_REFUSALS = [
  "bad_key",
  "forbidden",
  "payment_required",
  "invalid_number",
  "not_mobile",
  "not_on_whatsapp",
  "opted_out_at_provider",
  "do_not_disturb",
  "region_not_allowed",
  "unverified_sender",
  "unregistered_sender",
  "line_disconnected",
  "window_closed",
  "too_long",
  "filtered",
  "bad_request",
  "not_found",
  "not_connected",
  "not_sent",
] as const;
export type SendRefusal = (typeof SEND_REFUSALS)[number];

/**
 * What is known of the one request that was made. `not_sent`: the provider surely has nothing, so that it may be tried
 * again; `unknown`: it may have it (AVL-02).
 */
export type SendAnswer =
  | { kind: "accepted"; providerMessageId: string | null; account: string; state: MessageState }
  | { kind: "refused"; reason: SendRefusal; providerCode: string | null; providerText: string | null }
  | { kind: "not_sent"; reason: "rate_limited" | "unreachable"; retryAfterSeconds: number | null }
  | { kind: "unknown" };

/** What a provider's own list says of a send whose answer was lost; `cannot_tell` where it has no list. */
export type SentLookUp =
  | { kind: "found"; providerMessageId: string; account: string; state: MessageState }
  | { kind: "absent" }
  | { kind: "cannot_tell" }
  | { kind: "failed" };
