import "server-only";
import { NO_STORE } from "@/lib/http/no-store";
import { type PlainAnswer, problemAnswer } from "@/lib/http/problem";
import { REQUEST_ID_HEADER } from "@/lib/http/request-id";
import type { WebhookOutcome } from "./webhook-outcome";

const PAUSED_SECONDS = 300;

/** The HTTP answer to a delivery, the same at every door. A refusal says what kind it is and nothing of why. */
export function answerOf(outcome: WebhookOutcome, requestId: string): PlainAnswer {
  switch (outcome.kind) {
    case "accepted":
    case "duplicate":
    case "ignored": {
      const { acknowledgement } = outcome;
      if (!acknowledgement) return json({ status: outcome.kind }, requestId);
      return answer(acknowledgement.contentType, acknowledgement.body, requestId);
    }
    case "handshake": {
      const taken = json({}, requestId);
      return { ...taken, headers: { ...taken.headers, [outcome.header]: outcome.value } };
    }
    case "replied":
      return json(outcome.body, requestId);
    case "method_not_allowed":
      return problemAnswer("invalid_input", { requestId, status: 405, headers: { Allow: "POST" } });
    case "unsupported_media_type":
      return problemAnswer("invalid_input", { requestId, status: 415 });
    case "too_large":
      return problemAnswer("invalid_input", { requestId, status: 413 });
    case "malformed":
      return problemAnswer("invalid_input", { requestId });
    case "unknown_endpoint":
      return problemAnswer("not_found", { requestId });
    case "gone":
      return problemAnswer("not_found", { requestId, status: 410 });
    case "unauthenticated":
      return problemAnswer("unauthenticated", { requestId });
    case "paused":
      return problemAnswer("unavailable", { requestId, headers: { "Retry-After": String(PAUSED_SECONDS) } });
    case "rate_limited":
      return problemAnswer("rate_limited", {
        requestId,
        headers: { "Retry-After": String(outcome.retryAfterSeconds) },
      });
    case "unavailable":
      return problemAnswer("unavailable", { requestId });
  }
}

function json(body: object, requestId: string): PlainAnswer {
  return answer("application/json", JSON.stringify(body), requestId);
}

function answer(contentType: string, body: string, requestId: string): PlainAnswer {
  return { status: 200, headers: { ...NO_STORE, "Content-Type": contentType, [REQUEST_ID_HEADER]: requestId }, body };
}
