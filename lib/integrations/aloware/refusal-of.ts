import "server-only";
import { z } from "zod";
import type { SendAnswer, SendRefusal } from "@/lib/domain/sends/send-answer";
import type { Exchange } from "@/lib/http/exchange";
import { vendorWords } from "@/lib/http/vendor-words";

const errorBody = z.object({
  message: z.string().optional().catch(undefined),
  error: z.string().optional().catch(undefined),
  errors: z
    .record(z.string(), z.union([z.string(), z.array(z.string())]))
    .optional()
    .catch(undefined),
});

const STATUSES: Partial<Record<number, SendRefusal>> = {
  400: "bad_request",
  401: "bad_key",
  402: "payment_required",
  403: "forbidden",
  404: "not_found",
  405: "bad_request",
  409: "bad_request",
  413: "too_long",
  422: "bad_request",
};

const WORDS: readonly [RegExp, SendRefusal][] = [
  [/\bDNC\b|do[ -]not[ -](call|contact)/i, "do_not_disturb"],
  [/opted?[ -]?out|unsubscribed/i, "opted_out_at_provider"],
  [/landline|not (a )?mobile/i, "not_mobile"],
  [/a2p|10dlc|not registered|unregistered/i, "unregistered_sender"],
  [/credit|balance|payment/i, "payment_required"],
];

/** Which part of the request was wrong, where the words say nothing more. */
const FIELDS: Partial<Record<string, SendRefusal>> = {
  api_token: "bad_key",
  to: "invalid_number",
  from: "unverified_sender",
  line_id: "unverified_sender",
};

/**
 * What an answer that took no text says (providers-voice C.1): by its words, by the field that was wrong, by its status. A
 * status that proves nothing leaves it `unknown`.
 */
export function alowareRefusalOf(
  answer: Extract<Exchange, { kind: "answered" }>,
  secrets: readonly string[],
): Exclude<SendAnswer, { kind: "accepted" }> {
  if (answer.status === 429) {
    return { kind: "not_sent", reason: "rate_limited", retryAfterSeconds: answer.retryAfterSeconds };
  }
  const byStatus = STATUSES[answer.status];
  if (byStatus === undefined) return { kind: "unknown" };
  const { message, error, errors = {} } = errorBody.safeParse(answer.json).data ?? {};
  const words = vendorWords([message ?? error ?? "", ...Object.values(errors).flat()].filter(Boolean), secrets);
  const isRequest = byStatus === "bad_request" || byStatus === "forbidden";
  const reason = (isRequest ? (byWords(words ?? "") ?? byField(errors)) : undefined) ?? byStatus;
  return { kind: "refused", reason, providerCode: String(answer.status), providerText: words };
}

function byWords(words: string): SendRefusal | undefined {
  return WORDS.find(([pattern]) => pattern.test(words))?.[1];
}

function byField(errors: Record<string, string | string[]>): SendRefusal | undefined {
  if ("message" in errors && /greater|longer|exceed|characters/i.test(String(errors["message"]))) return "too_long";
  return Object.keys(errors).flatMap((field) => FIELDS[field] ?? [])[0];
}
