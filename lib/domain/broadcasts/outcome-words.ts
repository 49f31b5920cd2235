import "server-only";
import { messageFailureOf } from "@/lib/domain/messages/message-failure";
import type { Locale } from "@/lib/i18n/locale";
import { messages } from "@/lib/i18n/messages";
import type { RecipientRow } from "./list-recipients";

type OutcomeWords = { cause: string | null; nextStep: string | null };

/** Why somebody was left out or not reached, and what may be done, in the words in which the desk shows it. */
export function outcomeWords(
  { outcome, reason }: Pick<RecipientRow, "outcome" | "reason">,
  locale: Locale,
): OutcomeWords {
  if (reason === null) return { cause: null, nextStep: null };
  if (outcome === "failed") {
    const { cause, next } = messages[locale]["message-failures"].causes[messageFailureOf(reason)];
    return { cause, nextStep: next };
  }
  const words = new Map(Object.entries(messages[locale].broadcasts.reasons));
  return { cause: words.get(reason) ?? reason, nextStep: null };
}
