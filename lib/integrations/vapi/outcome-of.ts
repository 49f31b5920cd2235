import "server-only";
import type { CallOutcome } from "@/lib/domain/calls/call-outcome";

/**
 * The provider's `endedReason` values by outcome (providers-voice A.7; 597 values in SDK 2.0.1). The first row that fits
 * wins: exact transfer reasons stand before the families that contain their words.
 */
const ROWS: readonly (readonly [CallOutcome, RegExp])[] = [
  [
    "answered_completed",
    /^(customer-ended-call|assistant-ended-call(-.*)?|assistant-said-end-call-phrase|exceeded-max-duration|silence-timed-out|call\.in-progress\.(twilio|sip)-completed-call|vonage-completed)$/,
  ],
  ["transferred", /^(assistant-forwarded-call|call\.(ringing|ending)\.hook-executed-transfer)$/],
  [
    "transfer_failed",
    /^(call\.in-progress\.error-(transfer-failed|warm-transfer-.*)|call\.forwarding\.(operator-busy|no-answer)|customer-ended-call-(before-warm-transfer|after-warm-transfer-attempt|during-transfer))$/,
  ],
  ["voicemail", /^voicemail$/],
  ["no_answer", /^customer-did-not-answer$|outbound-sip-(408-request-timeout|480-temporarily-unavailable)$/],
  ["busy", /^customer-busy$/],
  ["bad_number", /^(twilio-reported-customer-misdialed|call\.start\.error-vapi-number-international)$/],
  ["canceled", /^(manually-canceled|scheduled-call-deleted|call-deleted)$/],
  [
    "config_error",
    /^(assistant-not-(found|valid)|assistant-request-.*|call-start-error-neither-assistant-nor-server-set|call\.start\.error-get-.*|call\.start\.assistant-version-error-validation|call\.in-progress\.error-configfault-.*|call\.start\.error-enterprise-feature-not-available-recording-consent)$|sip-(403-forbidden|407-.*)$/,
  ],
  ["quota", /^call\.start\.error-(subscription-.*|vapi-number-outbound-daily-limit|fraud-check-failed)$/],
  ["audio_lost", /^call\.in-progress\.error-assistant-did-not-receive-customer-audio$/],
  [
    "provider_error",
    /^(call\.(start|in-progress|ringing)\.error-(vapifault|providerfault|pipeline|sip)-.*|pipeline-.*|.*-(llm|voice|transcriber)-failed|worker-shutdown|phone-call-provider-.*|twilio-failed-to-connect-call|vonage-.*|assistant-join-timed-out)$/,
  ],
];

/** What an `endedReason` means for the people who wait for the call; an undocumented one is `unknown`, never an error. */
export function outcomeOf(endedReason: string): CallOutcome {
  return ROWS.find(([, pattern]) => pattern.test(endedReason))?.[0] ?? "unknown";
}
