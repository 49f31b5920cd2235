import "server-only";
import type { JsonAnswer } from "@/lib/http/request-json";
import type { MissedFailure } from "./missed-events";

/** What a provider's refusal, or no answer at all, means for whoever wanted to know. */
export function missedFailureOf(answer: Exclude<JsonAnswer, { kind: "ok" }>): MissedFailure {
  if (answer.kind !== "refused") return "unreachable";
  switch (answer.status) {
    case 401:
    case 403:
      return "bad_key";
    case 404:
      return "not_found";
    case 429:
      return "rate_limited";
    default:
      return answer.status >= 500 ? "unreachable" : "unexpected";
  }
}
