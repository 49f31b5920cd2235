import "server-only";
import { readRetryAfter } from "./delivery-schedule";
import type { ReceiverAnswer } from "./receiver-answer";

/** `stop`: this delivery will not succeed by repeating it. `gone`: the receiver wants nothing any more. */
export type Verdict =
  | { kind: "delivered" }
  | { kind: "gone" }
  | { kind: "stop" }
  | { kind: "retry"; retryAfterMs: number | null };

/** Make's gateway answers 400 "Queue is full", which passes (help.make.com/webhooks). */
const MAKE_HOST = /^hook\.[a-z0-9-]+\.make\.(com|celonis\.com)$/;

/** What an answer means for a delivery (providers-crm C.4). A redirect is not followed and counts as a failure. */
export function judgeAnswer(answer: ReceiverAnswer, context: { host: string; now: Date }): Verdict {
  if (answer.kind === "failed") return { kind: "retry", retryAfterMs: null };
  const { status, retryAfter } = answer;
  if (status >= 200 && status < 300) return { kind: "delivered" };
  if (status === 410) return { kind: "gone" };
  if (status === 429 || status === 503) {
    return { kind: "retry", retryAfterMs: readRetryAfter(retryAfter, context.now) };
  }
  if (status === 400 && MAKE_HOST.test(context.host)) return { kind: "retry", retryAfterMs: null };
  if (status >= 400 && status < 500) return { kind: "stop" };
  return { kind: "retry", retryAfterMs: null };
}

/** The code under which a failed attempt stands: of SEND_FAILURES, or `http_<status>`. */
export function failureCode(answer: ReceiverAnswer): string {
  return answer.kind === "failed" ? answer.failure : `http_${answer.status}`;
}
