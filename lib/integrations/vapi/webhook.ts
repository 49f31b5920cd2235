import "server-only";
import type { TenantTx } from "@/db/tenant";
import { getEnv } from "@/lib/core/env";
import { sha256 } from "@/lib/core/sha256";
import { bindCallEvent } from "@/lib/domain/calls/bind-call-event";
import { findFirmOfCallToken } from "@/lib/domain/calls/find-firm-of-call-token";
import { recordCallReport } from "@/lib/domain/calls/record-call-report";
import { recordCallStatus } from "@/lib/domain/calls/record-call-status";
import { recordTranscript, recordTurns } from "@/lib/domain/calls/record-transcript";
import type { HeaderReader } from "@/lib/webhooks/header-reader";
import { plausibleInstant } from "@/lib/webhooks/plausible-instant";
import { defineProvider, type Reply, TEST_EVENT_TYPE } from "@/lib/webhooks/provider";
import { redactVapi } from "./redact-vapi";
import { decodeVapiEvent, type VapiEvent, type VapiReport } from "./webhook-event";

import { replyToAssistantRequest, replyToToolCalls, replyToTransferRequest } from "./webhook-reply";

const NAME = "vapi";
const TOKEN_HEADER = "x-call-token";

/** VAPI's server messages: reports of a long call are large, everything else is small. */
export const vapi = defineProvider<typeof NAME, VapiEvent>({
  name: NAME,
  maxBytes: 5 * 1_048_576,
  contentTypes: ["application/json"],
  modes: ["standard-webhooks", "vapi-hmac", "bearer", "secret-header"],
  platform: {
    mode: "standard-webhooks",
    secret: () => getEnv().VAPI_PLATFORM_WEBHOOK_SECRET,
    findOwner: (tx, event, { headers }) => findFirmOfCallToken(tx, tokensOf(event, headers)[0]),
  },
  decode: decodeVapiEvent,
  describe: (event, { headers }) => {
    const { type, providerCallId } = event.envelope;
    const [callToken] = tokensOf(event, headers);
    const subject =
      providerCallId ?? (callToken === undefined ? "none" : sha256(callToken).toString("hex").slice(0, 32));
    return {
      type,
      identity: `${subject}:${type}:${identityOf(event)}`,
      isHandled: event.kind !== "other" && type !== TEST_EVENT_TYPE,
    };
  },
  bind:
    (event, { headers }) =>
    (tx) =>
      bindCallEvent(tx, {
        provider: NAME,
        callTokens: tokensOf(event, headers),
        providerCallId: event.envelope.providerCallId,
      }),
  redact: redactVapi,
  replyTo: (event, { receivedAt, headers }): Reply | null => {
    switch (event.kind) {
      case "tool-calls": {
        const envelope = { ...event.envelope, callTokens: tokensOf(event, headers) };
        return replyToToolCalls({ ...event, envelope }, receivedAt);
      }
      case "assistant-request":
        return replyToAssistantRequest(event, receivedAt);
      case "transfer-destination-request":
        return replyToTransferRequest();
      case "status":
      case "report":
      case "transcript":
      case "other":
        return null;
    }
  },
  handle: async (tx, event, { callId, receivedAt }) => {
    if (callId !== null) await record(tx, event, { callId, receivedAt });
  },
});

async function record(tx: TenantTx, event: VapiEvent, call: { callId: string; receivedAt: Date }): Promise<void> {
  const { envelope } = event;
  const { providerCallId, turns } = envelope;
  const at = plausibleInstant(envelope.sentAtMs, call.receivedAt);
  switch (event.kind) {
    case "status":
      await recordCallStatus(tx, { ...call, state: event.state, at, providerCallId, end: event.end });
      await recordTurns(tx, { ...call, turns });
      return;
    case "report":
      await recordCallReport(tx, { ...call, providerCallId, reportedAt: at, turns, ...readTimes(event.report, call) });
      return;
    case "transcript":
      await recordTranscript(tx, { ...call, role: event.role, text: event.text, saidAt: at });
      return;
    case "tool-calls":
    case "assistant-request":
    case "transfer-destination-request":
    case "other":
      return;
  }
}

function readTimes(report: VapiReport, { receivedAt }: { receivedAt: Date }) {
  const { startedAtMs, endedAtMs, ...content } = report;
  return {
    ...content,
    startedAt: startedAtMs === null ? null : plausibleInstant(startedAtMs, receivedAt),
    endedAt: endedAtMs === null ? null : plausibleInstant(endedAtMs, receivedAt),
  };
}

function tokensOf(event: VapiEvent, headers: HeaderReader): string[] {
  const header = headers.get(TOKEN_HEADER);
  return header === null ? event.envelope.callTokens : [...new Set([...event.envelope.callTokens, header])];
}

/** What tells an event from the others of its call and type; links differ with each delivery, so no hash of the body. */
function identityOf(event: VapiEvent): string {
  switch (event.kind) {
    case "status":
      return event.state;
    case "report":
    case "assistant-request":
      return "once";
    case "transcript":
      return digest(`${event.role}\n${event.envelope.sentAtMs}\n${event.text}`);
    case "tool-calls":
      return digest(event.requests.map(({ toolCallId }) => toolCallId).join("\n"));
    case "transfer-destination-request":
      return String(event.envelope.sentAtMs);
    case "other":
      return `${event.envelope.sentAtMs}:${event.digest.slice(0, 32)}`;
  }
}

function digest(text: string): string {
  return sha256(text).toString("hex").slice(0, 32);
}
