/** How a call ended, whoever the provider was; each has its words and next step in the `outcomes` texts. */
export const CALL_OUTCOMES = [
  "answered_completed",
  "transferred",
  "transfer_failed",
  "voicemail",
  "no_answer",
  "busy",
  "bad_number",
  "canceled",
  "config_error",
  "quota",
  "provider_error",
  "audio_lost",
  "blocked",
  "not_placed",
  "unknown",
] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** Why a call was never placed, as `call_logs.failure_code` keeps it, with its texts beside the outcomes'. */
export const CALL_FAILURES = [
  "cancelled_by_staff",
  "opted_out",
  "gate_blocked",
  "recording_not_allowed",
  "too_late",
  "not_connected",
  "bad_request",
  "bad_key",
  "payment_required",
  "forbidden",
  "not_found",
  "conflict",
  "rate_limited",
  "unreachable",
  "not_placed",
  "no_report",
] as const;
export type CallFailure = (typeof CALL_FAILURES)[number];
