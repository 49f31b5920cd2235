import { type MessageFailure, messageFailureOf, providerTextOf } from "@/lib/domain/messages/message-failure";
import type { ThreadMessage } from "../inbox-data";

/** What a person may do next: send the same once more, change the words or write them again, or only what the text says. */
type NextStep = "retry" | "edit" | "again" | null;

const EDIT = new Set<MessageFailure>(["too_long", "filtered", "bad_request"]);
const RETRY = new Set<MessageFailure>([
  "bad_key",
  "forbidden",
  "payment_required",
  "region_not_allowed",
  "unverified_sender",
  "unregistered_sender",
  "line_disconnected",
  "not_found",
  "not_connected",
  "not_sent",
  "rate_limited",
  "unreachable",
  "handset_unreachable",
  "gate_blocked",
  "too_late",
  "person",
  "stopped",
  "other",
]);

export type FailureExplained = { failure: MessageFailure; nextStep: NextStep; providerText: string | null };

/** Why a message of ours did not go, and what may be done; null while it may still arrive or its answer is looked up. */
export function failureOf(message: ThreadMessage): FailureExplained | null {
  const { direction, send, state, failureCode, failureReason } = message;
  if (direction === "inbound" || send?.state === "unknown") return null;
  const isEnded = send ? ["refused", "blocked", "cancelled"].includes(send.state) : false;
  if (!isEnded && state !== "failed" && state !== "undelivered") return null;
  const failure = messageFailureOf(send?.failureCode ?? null, failureCode);
  const providerText = providerTextOf({ code: failureCode, text: failureReason });
  return { failure, nextStep: nextStepOf(failure), providerText };
}

function nextStepOf(failure: MessageFailure): NextStep {
  // Only a person's word says that it did not arrive, so that a person sends it anew.
  if (failure === "not_arrived") return "again";
  if (EDIT.has(failure)) return "edit";
  return RETRY.has(failure) ? "retry" : null;
}
