import "server-only";
import { z } from "zod";
import type { SendAnswer, SendRefusal } from "@/lib/domain/sends/send-answer";
import type { Exchange } from "@/lib/http/exchange";
import { vendorWords } from "@/lib/http/vendor-words";

const errorBody = z.object({
  code: z.union([z.number(), z.string()]).transform(String).optional().catch(undefined),
  message: z.string().optional().catch(undefined),
});

/** Error codes that a send is refused with (providers-voice B.3; twilio.com/docs/api/errors). */
const CODES: Partial<Record<string, SendRefusal>> = {
  "20003": "bad_key",
  "20005": "forbidden",
  "20006": "forbidden",
  "20403": "forbidden",
  "20404": "not_found",
  "21211": "invalid_number",
  "21212": "unverified_sender",
  "21217": "invalid_number",
  "21408": "region_not_allowed",
  "21603": "unverified_sender",
  "21606": "unverified_sender",
  "21608": "unverified_sender",
  "21609": "bad_request",
  "21610": "opted_out_at_provider",
  "21612": "invalid_number",
  "21614": "not_mobile",
  "21617": "too_long",
  "21635": "not_mobile",
  "21659": "unverified_sender",
  "21660": "unverified_sender",
  "21701": "unverified_sender",
  "21703": "unverified_sender",
  "21705": "unverified_sender",
  "30002": "forbidden",
  "30007": "filtered",
  "30032": "unverified_sender",
  "30034": "unregistered_sender",
  "63003": "not_on_whatsapp",
  "63007": "unverified_sender",
  "63015": "not_on_whatsapp",
  "63016": "window_closed",
  "63024": "not_on_whatsapp",
};

/** Codes of a queue or a rate that is full: nothing was taken, and it may be tried again. */
const TOO_MANY: ReadonlySet<string> = new Set(["14107", "20429", "21611", "63018"]);

const STATUSES: Partial<Record<number, SendRefusal>> = {
  400: "bad_request",
  401: "bad_key",
  402: "payment_required",
  403: "forbidden",
  404: "not_found",
  405: "bad_request",
  413: "too_long",
  415: "bad_request",
  422: "bad_request",
};

/**
 * What an answer that took no message says: by Twilio's own code, otherwise by the status. A status that proves nothing
 * (408, 5xx and every one that Twilio does not use) leaves it `unknown`, whatever the body says.
 */
export function twilioRefusalOf(
  answer: Extract<Exchange, { kind: "answered" }>,
  secrets: readonly string[],
): Exclude<SendAnswer, { kind: "accepted" }> {
  const { code = null, message } = errorBody.safeParse(answer.json).data ?? {};
  const byStatus = STATUSES[answer.status];
  if (answer.status === 429 || (byStatus !== undefined && code !== null && TOO_MANY.has(code))) {
    return { kind: "not_sent", reason: "rate_limited", retryAfterSeconds: answer.retryAfterSeconds };
  }
  if (byStatus === undefined) return { kind: "unknown" };
  const reason = (code === null ? undefined : CODES[code]) ?? byStatus;
  return {
    kind: "refused",
    reason,
    providerCode: vendorWords(code, secrets),
    providerText: vendorWords(message, secrets),
  };
}
