import "server-only";
import type { TenantTx } from "@/db/tenant";
import type { TenantId } from "@/lib/core/principal";
import { answerToolCalls } from "@/lib/domain/calls/answer-tool-calls";
import { mintCallToken } from "@/lib/domain/calls/call-token";
import { findTransferTarget } from "@/lib/domain/calls/find-transfer-target";
import { type StartedInboundCall, startInboundCall } from "@/lib/domain/calls/start-inbound-call";
import type { JsonObject } from "@/lib/webhooks/parse-strict-json";
import { plausibleInstant } from "@/lib/webhooks/plausible-instant";
import type { Binding, Reply } from "@/lib/webhooks/provider";
import type { VapiEvent } from "./webhook-event";

import { readLastWords } from "./webhook-transcript";

type Asked<Kind extends VapiEvent["kind"]> = Extract<VapiEvent, { kind: Kind }>;

/** The provider waits 20 seconds for a tool and 7.5 for an assistant (providers-voice A.4). */
const TOOL_MS = 10_000;
const ASSISTANT_MS = 1_800;

const NOT_NOW = "This cannot be done right now. Apologise, and offer that the office calls back.";
const CANNOT_TAKE_CALL = "We are sorry, we cannot take your call right now. Please call our office again later.";

/** `tool-calls`: one single-line result or error for each call, in order (providers-voice A.6). */
export function replyToToolCalls(event: Asked<"tool-calls">, receivedAt: Date): Reply {
  const { envelope, requests } = event;
  const write = (answers: readonly ({ result: string } | { error: string })[]): JsonObject => ({
    results: requests.map(({ name, toolCallId }, index) => ({
      name,
      toolCallId,
      ...singleLine(answers[index] ?? { error: NOT_NOW }),
    })),
  });
  return {
    withinMs: TOOL_MS,
    otherwise: () => write([]),
    answer: async (tx, binding) => {
      if (binding.kind === "refused") return write([]);
      const callId = binding.kind === "bound" ? binding.callId : null;
      const answers = await answerToolCalls(tx, {
        callId,
        callToken: envelope.callTokens[0] ?? null,
        providerCallId: envelope.providerCallId,
        requests,
        askedAt: plausibleInstant(envelope.sentAtMs, receivedAt),
        receivedAt,
        turns: envelope.turns,
        ...readLastWords(envelope.turns),
      });
      return write(answers);
    },
  };
}

/** `assistant-request`: the firm's saved assistant with what it may know of the caller, or one polite sentence. */
export function replyToAssistantRequest(event: Asked<"assistant-request">, receivedAt: Date): Reply {
  const { providerCallId, customerNumber } = event.envelope;
  const { token, hash } = mintCallToken();
  return {
    withinMs: ASSISTANT_MS,
    otherwise: (tenantId) => {
      const remembered = tenantId === null ? undefined : answeredBefore.get(tenantId);
      return remembered ? writeAssistant(remembered, token) : { error: CANNOT_TAKE_CALL };
    },
    answer: async (tx, binding) => {
      if (binding.kind === "refused" || providerCallId === null) return { error: CANNOT_TAKE_CALL };
      const started = await startInboundCall(tx, {
        provider: "vapi",
        providerCallId,
        number: customerNumber,
        tokenHash: hash,
        receivedAt,
      });
      if (started.kind === "unavailable") {
        answeredBefore.delete(tx.tenantId);
        return { error: CANNOT_TAKE_CALL };
      }
      remember(tx.tenantId, started);
      return writeAssistant(started, token);
    },
  };
}

/** `transfer-destination-request`: the firm's own transfer number; nothing in the message can name another (AI-03). */
export function replyToTransferRequest(): Reply {
  return {
    withinMs: ASSISTANT_MS,
    otherwise: () => ({ error: NO_TRANSFER.en }),
    answer: async (tx: TenantTx, binding: Binding) => {
      const callId = binding.kind === "bound" ? binding.callId : null;
      const target = callId === null ? null : await findTransferTarget(tx, callId);
      if (target === null) return { error: NO_TRANSFER.en };
      if (target.number === null) return { error: NO_TRANSFER[target.language] };
      const content = TRANSFERRING[target.language];
      return {
        destination: { type: "number", number: target.number, message: content },
        message: { type: "request-start", content },
      };
    },
  };
}

const TRANSFERRING = {
  en: "One moment, I am connecting you with our office.",
  es: "Un momento, lo comunico con nuestra oficina.",
} as const;
const NO_TRANSFER = {
  en: "Nobody can take the call right now. Our office will call you back.",
  es: "En este momento nadie puede atenderle. Nuestra oficina le devolverá la llamada.",
} as const;

type Answered = Extract<StartedInboundCall, { kind: "answered" }>;

// What a firm's callers were last answered with, without anything about a caller: it still greets people in the firm's
// name when the database does not answer in time. Its token opens nothing, unless the slow transaction commits after all.
const answeredBefore = new Map<TenantId, Answered>();
const MAX_REMEMBERED = 1_000;

function remember(tenantId: TenantId, answered: Answered): void {
  if (answeredBefore.size >= MAX_REMEMBERED) answeredBefore.clear();
  const { firmName, callbackNumber, language } = answered.facts;
  answeredBefore.set(tenantId, {
    ...answered,
    facts: { firmName, callbackNumber, language, firstName: "", flags: {} },
  });
}

function writeAssistant({ assistantId, facts }: Answered, callToken: string): JsonObject {
  const { flags, ...known } = facts;
  return {
    assistantId,
    assistantOverrides: {
      variableValues: { callToken, purpose: "inbound", ...known, ...flags },
      metadata: { callToken },
    },
  };
}

function singleLine(answer: { result: string } | { error: string }): { result: string } | { error: string } {
  const flat = (text: string) => text.replace(/\s+/g, " ").trim();
  return "result" in answer ? { result: flat(answer.result) } : { error: flat(answer.error) };
}
