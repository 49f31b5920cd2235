import "server-only";
import type { TranscriptTurn } from "@/db/schema/call-logs";
import { sha256 } from "@/lib/core/sha256";
import type { CallOutcome } from "@/lib/domain/calls/call-outcome";
import type { ToolRequest } from "@/lib/domain/calls/tools/call-tool";
import type { SpokenToolCall } from "@/lib/domain/proposals/fill-proposal-words";
import type { JsonValue } from "@/lib/webhooks/parse-strict-json";
import { outcomeOf } from "./outcome-of";
import { redactVapi } from "./redact-vapi";
import { type VapiMessage, vapiBody } from "./webhook-schema";
import { readToolRequests } from "./webhook-tool-requests";
import { readSpokenToolCalls, readTurns } from "./webhook-transcript";

/** What stands around every server message (providers-voice A.5). */
export type VapiEnvelope = {
  type: string;
  providerCallId: string | null;
  /** Every token that the message carries; two different ones are a contradiction. */
  callTokens: string[];
  /** Epoch milliseconds by the provider's clock. */
  sentAtMs: number | null;
  customerNumber: string | null;
  /** The conversation so far, where the message brings it. */
  turns: TranscriptTurn[];
};

export type CallEnd = { reason: string; outcome: CallOutcome };

export type VapiReport = {
  end: CallEnd | null;
  startedAtMs: number | null;
  endedAtMs: number | null;
  durationSeconds: number | null;
  costUsd: number | null;
  summary: string | null;
  structuredData: Record<string, unknown> | null;
  toolCalls: SpokenToolCall[];
  recordingConsent: { type: string; grantedAt: string } | null;
};

export type VapiState = "queued" | "ringing" | "in-progress" | "forwarding" | "ended";

export type VapiEvent = { envelope: VapiEnvelope } & (
  | { kind: "status"; state: VapiState; end: CallEnd | null }
  | { kind: "report"; report: VapiReport }
  | { kind: "transcript"; role: TranscriptTurn["role"]; text: string }
  | { kind: "tool-calls"; requests: ToolRequest[] }
  | { kind: "assistant-request" }
  | { kind: "transfer-destination-request" }
  /** Of no use here, or of a type that nobody knew when this was written; the digest tells one from the next. */
  | { kind: "other"; digest: string }
);

const STATES: readonly VapiState[] = ["queued", "ringing", "in-progress", "forwarding", "ended"];
const MAX_TURN_LENGTH = 4_000;
const MAX_DATA_LENGTH = 64_000;

/** Reads a server message of any age and shape; null when it is none. Works on what redactVapi leaves as well. */
export function decodeVapiEvent(json: JsonValue): VapiEvent | null {
  const body = vapiBody.safeParse(json);
  if (!body.success) return null;
  const { message } = body.data;
  const envelope = readEnvelope(message);
  const other = (): VapiEvent => {
    return { kind: "other", envelope, digest: sha256(JSON.stringify(redactVapi(json))).toString("hex") };
  };
  switch (message.type) {
    case "status-update": {
      const state = STATES.find((each) => each === message.status);
      return state ? { kind: "status", envelope, state, end: state === "ended" ? readEnd(message) : null } : other();
    }
    case "end-of-call-report":
      return { kind: "report", envelope, report: readReport(message) };
    case "transcript":
    case 'transcript[transcriptType="final"]': {
      const text = message.transcript?.trim().slice(0, MAX_TURN_LENGTH) ?? "";
      if (message.transcriptType === "partial" || text === "") return other();
      return { kind: "transcript", envelope, role: message.role === "user" ? "client" : "assistant", text };
    }
    case "tool-calls":
      return { kind: "tool-calls", envelope, requests: readToolRequests(message) };
    case "assistant-request":
    case "transfer-destination-request":
      return { kind: message.type, envelope };
    default:
      return other();
  }
}

function readEnvelope(message: VapiMessage): VapiEnvelope {
  const { call } = message;
  const overrides = call?.assistantOverrides;
  const external = [message.customer?.externalId, call?.customer?.externalId].filter((id) => id?.startsWith("ct_"));
  const named = [overrides?.metadata?.["callToken"], overrides?.variableValues?.["callToken"]];
  const tokens = [...external, ...named].filter((token) => typeof token === "string" && token !== "");
  return {
    type: message.type,
    providerCallId: call?.id || null,
    callTokens: [...new Set(tokens.map(String))],
    sentAtMs: message.timestamp ?? null,
    customerNumber: message.customer?.number ?? call?.customer?.number ?? null,
    turns: readTurns(message),
  };
}

function readReport(message: VapiMessage): VapiReport {
  const consent = message.compliance?.recordingConsent;
  const grantedAtMs = instantOf(consent?.grantedAt);
  return {
    end: readEnd(message),
    startedAtMs: instantOf(message.startedAt ?? message.call?.startedAt),
    endedAtMs: instantOf(message.endedAt ?? message.call?.endedAt),
    durationSeconds: wholeWithin(message.durationSeconds, 86_400),
    costUsd: within(message.cost ?? message.call?.cost, 99_999),
    summary: (message.analysis?.summary ?? message.summary)?.trim() || null,
    structuredData: readStructuredData(message),
    toolCalls: readSpokenToolCalls(message),
    // Without `grantedAt` the consent was not given (providers-voice A.6).
    recordingConsent:
      grantedAtMs === null
        ? null
        : { type: consent?.type ?? "unknown", grantedAt: new Date(grantedAtMs).toISOString() },
  };
}

function readEnd(message: VapiMessage): CallEnd | null {
  const reason = message.endedReason ?? message.call?.endedReason;
  return reason ? { reason, outcome: outcomeOf(reason) } : null;
}

function readStructuredData(message: VapiMessage): Record<string, unknown> | null {
  const data = message.analysis?.structuredData ?? message.artifact?.structuredOutputs;
  if (!data || Object.keys(data).length === 0) return null;
  return JSON.stringify(data).length > MAX_DATA_LENGTH ? null : data;
}

function instantOf(text: string | undefined): number | null {
  const milliseconds = Date.parse(text ?? "");
  return Number.isNaN(milliseconds) ? null : milliseconds;
}

function within(value: number | undefined, max: number): number | null {
  return value !== undefined && value >= 0 && value <= max ? value : null;
}

function wholeWithin(value: number | undefined, max: number): number | null {
  const known = within(value, max);
  return known === null ? null : Math.round(known);
}
