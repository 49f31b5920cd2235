import { Vapi } from "@vapi-ai/server-sdk";
import { expect, test } from "vitest";
import { outcomeOf } from "./outcome-of";

const REASONS = Object.values(Vapi.CallEndedReason);

test.each([
  ["customer-ended-call", "answered_completed"],
  ["assistant-ended-call-after-message-spoken", "answered_completed"],
  ["exceeded-max-duration", "answered_completed"],
  ["assistant-forwarded-call", "transferred"],
  ["customer-ended-call-during-transfer", "transfer_failed"],
  ["call.in-progress.error-warm-transfer-silence-timeout", "transfer_failed"],
  ["voicemail", "voicemail"],
  ["customer-did-not-answer", "no_answer"],
  ["call.in-progress.error-providerfault-outbound-sip-480-temporarily-unavailable", "no_answer"],
  ["customer-busy", "busy"],
  ["twilio-reported-customer-misdialed", "bad_number"],
  ["scheduled-call-deleted", "canceled"],
  ["assistant-request-returned-no-assistant", "config_error"],
  ["call.in-progress.error-providerfault-outbound-sip-403-forbidden", "config_error"],
  ["call.start.error-subscription-insufficient-credits", "quota"],
  ["call.in-progress.error-vapifault-openai-llm-failed", "provider_error"],
  ["call.in-progress.error-assistant-did-not-receive-customer-audio", "audio_lost"],
  ["a-reason-that-nobody-documented", "unknown"],
  ["", "unknown"],
] as const)("%s is %s", (reason, outcome) => {
  expect(outcomeOf(reason)).toBe(outcome);
});

test("of all reasons that the SDK knows, only those that say nothing about the call are unknown", () => {
  expect(REASONS.length).toBeGreaterThan(590);
  expect(REASONS.filter((reason) => outcomeOf(reason) === "unknown").toSorted()).toEqual([
    "call.ending.hook-executed-say",
    "call.ringing.hook-executed-say",
    "call.ringing.sip-inbound-caller-hungup-before-call-connect",
    "customer-did-not-give-microphone-permission",
  ]);
});
