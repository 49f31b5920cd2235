import "server-only";
import { z } from "zod";
import type { SendAnswer, SendRefusal } from "@/lib/domain/sends/send-answer";
import type { Exchange } from "@/lib/http/exchange";
import { vendorWords } from "@/lib/http/vendor-words";

const errorBody = z.object({
  message: z
    .union([z.string(), z.array(z.string())])
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
  413: "too_long",
  415: "bad_request",
  422: "bad_request",
};

/** HighLevel has no error codes: what a 400 or 422 means stands in its words alone, the first that fits. */
const WORDS: readonly [RegExp, SendRefusal][] = [
  [/\bDND\b|do[ -]not[ -]disturb/i, "do_not_disturb"],
  [/unsubscribed|opted?[ -]?out/i, "opted_out_at_provider"],
  [/24[ -]?hour|session (window|expired)|template/i, "window_closed"],
  [/not (a )?(registered|valid) (on|with) whatsapp|no whatsapp/i, "not_on_whatsapp"],
  [/landline|not (a )?mobile/i, "not_mobile"],
  [/a2p|10dlc|not registered|unregistered/i, "unregistered_sender"],
  [/(insufficient|low) (funds|balance|wallet)/i, "payment_required"],
  [/(no|missing|invalid|from) .*(from|sender|default) ?(phone )?number|fromNumber/i, "unverified_sender"],
  [/(missing|invalid|no|not a valid) .*phone|phone .*(missing|invalid)|toNumber/i, "invalid_number"],
  [/too long|exceeds? .*(length|characters)/i, "too_long"],
  [/contact .*not found/i, "not_found"],
];

/**
 * What an answer that took no message says (providers-crm A.6), by its status and, where that says little, by its words. A
 * token that lacks a scope answers 401 like a wrong one. A status that proves nothing leaves it `unknown`.
 */
export function ghlRefusalOf(
  answer: Extract<Exchange, { kind: "answered" }>,
  secrets: readonly string[],
): Exclude<SendAnswer, { kind: "accepted" }> {
  if (answer.status === 429) {
    return { kind: "not_sent", reason: "rate_limited", retryAfterSeconds: answer.retryAfterSeconds };
  }
  const byStatus = STATUSES[answer.status];
  if (byStatus === undefined) return { kind: "unknown" };
  const words = vendorWords(errorBody.safeParse(answer.json).data?.message, secrets);
  const reason = byWords(byStatus, words ?? "") ?? byStatus;
  return { kind: "refused", reason, providerCode: String(answer.status), providerText: words };
}

function byWords(byStatus: SendRefusal, words: string): SendRefusal | undefined {
  if (byStatus === "bad_key") return isMissingScope(words) ? "forbidden" : undefined;
  if (byStatus !== "bad_request") return undefined;
  return WORDS.find(([pattern]) => pattern.test(words))?.[1];
}

/** HighLevel answers 401 for both; only the words tell a token that may not do this from one that is wrong. */
export function isMissingScope(words: string): boolean {
  return /scope/i.test(words);
}
