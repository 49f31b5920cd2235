import "server-only";
import { NO_STORE } from "@/lib/http/no-store";
import { problem } from "@/lib/http/problem";
import { REQUEST_ID_HEADER } from "@/lib/http/request-id";
import type { WebhookOutcome } from "./webhook-outcome";

const PAUSED_SECONDS = 300;

/** The HTTP answer to a delivery. A refusal says what kind it is and nothing of why. */
export function answerOf(outcome: WebhookOutcome, requestId: string): Response {
  switch (outcome.kind) {
    case "accepted":
    case "duplicate":
    case "ignored":
      return json({ status: outcome.kind }, requestId);
    case "replied":
      return json(outcome.body, requestId);
    case "method_not_allowed":
      return problem("invalid_input", { requestId, status: 405, headers: { Allow: "POST" } });
    case "unsupported_media_type":
      return problem("invalid_input", { requestId, status: 415 });
    case "too_large":
      return problem("invalid_input", { requestId, status: 413 });
    case "malformed":
      return problem("invalid_input", { requestId });
    case "unknown_endpoint":
      return problem("not_found", { requestId });
    case "gone":
      return problem("not_found", { requestId, status: 410 });
    case "unauthenticated":
      return problem("unauthenticated", { requestId });
    case "paused":
      return problem("unavailable", { requestId, headers: { "Retry-After": String(PAUSED_SECONDS) } });
    case "rate_limited":
      return problem("rate_limited", { requestId, headers: { "Retry-After": String(outcome.retryAfterSeconds) } });
    case "unavailable":
      return problem("unavailable", { requestId });
  }
}

function json(body: object, requestId: string): Response {
  return Response.json(body, { headers: { ...NO_STORE, [REQUEST_ID_HEADER]: requestId } });
}
