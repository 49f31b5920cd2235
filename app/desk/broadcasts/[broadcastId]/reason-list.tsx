import { useTranslations } from "next-intl";
import { TextLink } from "@/components/ui/text-link";
import type { RecipientOutcome } from "@/lib/domain/broadcasts/broadcasts.schema";
import type { OutcomeCounts } from "@/lib/domain/broadcasts/count-outcomes";
import { useOutcomeWords } from "../use-reason-words";

type ReasonListProps = {
  reasons: OutcomeCounts["reasons"];
  /** To the people behind a figure. */
  linkTo: (outcome: RecipientOutcome, reason: string) => string;
  canConnectLine: boolean;
};

/** Why people were left out or not reached: one line for each cause, with what may be done and how many it is true of. */
export function ReasonList({ reasons, linkTo, canConnectLine }: ReasonListProps) {
  const t = useTranslations("broadcasts");
  const failures = useTranslations("message-failures");
  const explain = useOutcomeWords();
  return (
    <ul className="flex flex-col gap-1.5 text-sm" aria-label={t("run.reasonsCaption")}>
      {reasons.map(({ outcome, reason, count }) => {
        const { cause, next, isOfLine } = explain({ outcome, reason });
        return (
          <li key={`${outcome} ${reason}`} className="flex justify-between gap-x-4">
            <span className="min-w-0 text-muted">
              {t(`outcomes.${outcome}`)}: <span className="text-ink">{cause}</span>
              {next === null ? null : (
                <span className="block text-xs">
                  {next}{" "}
                  {isOfLine && canConnectLine ? (
                    <TextLink href="/settings/lines">{failures("openLines")}</TextLink>
                  ) : null}
                </span>
              )}
            </span>
            <TextLink href={linkTo(outcome, reason)} className="shrink-0 self-start tabular-nums">
              {t("peopleCount", { count })}
            </TextLink>
          </li>
        );
      })}
    </ul>
  );
}
