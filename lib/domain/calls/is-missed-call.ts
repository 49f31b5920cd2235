import "server-only";
import type { CallOutcome } from "./call-outcome";

const MISSED: ReadonlySet<string> = new Set<CallOutcome>([
  "no_answer",
  "busy",
  "transfer_failed",
  "config_error",
  "quota",
  "provider_error",
  "audio_lost",
]);

/** Whether somebody called the firm and neither a person nor the assistant took it to its end. */
export function isMissedCall(call: { direction: string; outcome: string | null }): boolean {
  return call.direction === "inbound" && call.outcome !== null && MISSED.has(call.outcome);
}
