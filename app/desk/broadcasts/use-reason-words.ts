import { useTranslations } from "next-intl";
import type { RecipientOutcome } from "@/lib/domain/broadcasts/broadcasts.schema";
import { isFailureOfLine, messageFailureOf } from "@/lib/domain/messages/message-failure";
import type en from "@/lib/i18n/messages/en/broadcasts.json";

type Reason = Exclude<keyof (typeof en)["reasons"], "other">;

/** Why somebody of a broadcast was left out or taken back, in words. */
export function useReasonWords(): (reason: string) => string {
  const t = useTranslations("broadcasts.reasons");
  return (reason) => (t.has(reason as Reason) ? t(reason as Reason) : t("other", { code: reason }));
}

type Explained = {
  cause: string;
  /** What may be done: of who could not be reached. */
  next: string | null;
  /** Whether the next step is done where the lines are. */
  isOfLine: boolean;
};

/** What became of somebody of a broadcast and why; a failure in the words in which the inbox explains it. */
export function useOutcomeWords(): (behind: { outcome: RecipientOutcome; reason: string }) => Explained {
  const failures = useTranslations("message-failures.causes");
  const wordsOf = useReasonWords();
  return ({ outcome, reason }) => {
    if (outcome !== "failed") return { cause: wordsOf(reason), next: null, isOfLine: false };
    const failure = messageFailureOf(reason);
    return {
      cause: failures(`${failure}.cause`),
      next: failures(`${failure}.next`),
      isOfLine: isFailureOfLine(failure),
    };
  };
}
