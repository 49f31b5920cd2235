import "server-only";
import { sha256 } from "@/lib/core/sha256";
import type { OUTBOUND_PURPOSES } from "./calls.schema";

export type OutboundPurpose = (typeof OUTBOUND_PURPOSES)[number];

/** Whether the firm knows a fact, never the fact: `{ hasAddress: false, hasEmail: true, … }`. */
export type CallFlags = Record<string, boolean>;

export type CallPayloadFacts = {
  assistantId: string;
  phoneNumberId: string;
  clientNumber: string;
  callToken: string;
  firmName: string;
  callbackNumber: string;
  purpose: OutboundPurpose;
  firstName: string;
  language: "en" | "es";
  flags: CallFlags;
  firstMessage: string;
  isRecorded: boolean;
};

/** The provider ends a call after this time. */
const CALL_MAX_DURATION_SECONDS = 600;

/**
 * All that leaves the building for a call: the JSON text of `POST /call`, byte for byte as it is shown before and sent
 * after (design 7; providers-voice A.2, A.4, A.8). The token is the only thing that leads back to the case. Everything that
 * the provider keeps or shows by default is switched off by name, except the transcript, which the proposals rest on.
 */
export function buildCallPayload(facts: CallPayloadFacts): string {
  return JSON.stringify({
    assistantId: facts.assistantId,
    phoneNumberId: facts.phoneNumberId,
    customer: { number: facts.clientNumber, externalId: facts.callToken },
    assistantOverrides: {
      firstMessage: facts.firstMessage,
      variableValues: {
        callToken: facts.callToken,
        firmName: facts.firmName,
        callbackNumber: facts.callbackNumber,
        purpose: facts.purpose,
        firstName: facts.firstName,
        language: facts.language,
        ...facts.flags,
      },
      metadata: { callToken: facts.callToken },
      artifactPlan: {
        recordingEnabled: facts.isRecorded,
        videoRecordingEnabled: false,
        pcapEnabled: false,
        loggingEnabled: false,
        transcriptPlan: { enabled: true },
      },
      monitorPlan: { listenEnabled: false, controlEnabled: false },
      maxDurationSeconds: CALL_MAX_DURATION_SECONDS,
    },
  });
}

/** SHA-256 of a payload's text in hex, as `call_logs.payload_hash` keeps it. */
export function hashCallPayload(payloadText: string): string {
  return sha256(payloadText).toString("hex");
}

/**
 * A name as it may stand in a template and a prompt: one line, at most 60 characters, and none of the characters that
 * the provider's templates or markup read (AI-01).
 */
export function speakable(name: string): string {
  const plain = name
    .normalize("NFC")
    .replace(/[\p{C}\p{Zl}\p{Zp}{}%<>`|\\[\]]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return [...plain].slice(0, 60).join("").trim();
}
