import "server-only";
import type { SEND_REFUSALS } from "@/lib/domain/messages/message-failure";
import type { MessageState } from "@/lib/domain/messages/message-input";

/** Why a provider refused. The desk explains each with its next step. */
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
