import type { ThreadMessage } from "../inbox-data";

/** Our own codes (send-answer.ts, close-send.ts), and what else is known to end a delivery. */
export const FAILURES = [
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
  "not_arrived",
  "rate_limited",
  "unreachable",
  "handset_unreachable",
  "blocked_by_recipient",
  "gate_blocked",
  "too_late",
  "opted_out",
  "person",
  "stopped",
  "other",
] as const;
export type Failure = (typeof FAILURES)[number];

/** What a person may do next: send the same once more, change the words or write them again, or only what the text says. */
type NextStep = "retry" | "edit" | "again" | null;

/** Twilio's codes of messages that it took and could not deliver (providers-voice.md, B). */
const TWILIO: Record<string, Failure> = {
  "21610": "opted_out_at_provider",
  "30003": "handset_unreachable",
  "30004": "blocked_by_recipient",
  "30005": "invalid_number",
  "30006": "not_mobile",
  "30007": "filtered",
  "30008": "other",
  "30034": "unregistered_sender",
  "63016": "window_closed",
};

const EDIT = new Set<Failure>(["too_long", "filtered", "bad_request"]);
const RETRY = new Set<Failure>([
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

export type FailureExplained = { failure: Failure; nextStep: NextStep; providerText: string | null };

/** Why a message of ours did not go, and what may be done; null while it may still arrive or its answer is looked up. */
export function failureOf(message: ThreadMessage): FailureExplained | null {
  const { direction, send, state } = message;
  if (direction === "inbound" || send?.state === "unknown") return null;
  const isEnded = send ? ["refused", "blocked", "cancelled"].includes(send.state) : false;
  if (!isEnded && state !== "failed" && state !== "undelivered") return null;
  const failure = codeOf(message);
  const nextStep = nextStepOf(failure);
  const providerText = [message.failureReason, providerCode(message)].filter(Boolean).join(" ") || null;
  return { failure, nextStep, providerText };
}

function nextStepOf(failure: Failure): NextStep {
  // Only a person's word says that it did not arrive, so that a person sends it anew.
  if (failure === "not_arrived") return "again";
  if (EDIT.has(failure)) return "edit";
  return RETRY.has(failure) ? "retry" : null;
}

function codeOf({ send, failureCode }: ThreadMessage): Failure {
  const own = FAILURES.find((code) => code === send?.failureCode) ?? FAILURES.find((code) => code === failureCode);
  if (own) return own;
  return (failureCode === null ? undefined : TWILIO[failureCode]) ?? "other";
}

/** The provider's own number of the failure, where it is not one of our codes. */
function providerCode({ failureCode }: ThreadMessage): string | null {
  if (failureCode === null || FAILURES.some((code) => code === failureCode)) return null;
  return `(${failureCode})`;
}
