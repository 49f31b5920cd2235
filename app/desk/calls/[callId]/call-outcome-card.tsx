import { Sparkles } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import type { CallRecord } from "@/lib/domain/calls/find-call";
import { caseDetailField } from "@/lib/domain/details/case-detail-fields.schema";
import type { Proposal } from "@/lib/domain/proposals/list-proposals";
import { clockOf } from "../clock-of";

/** How the call went in plain words, what to do next, and what it proposes for the case. */
export async function CallOutcomeCard({ call, proposals }: { call: CallRecord; proposals: Proposal[] }) {
  const t = await getTranslations("calls");
  const outcomes = await getTranslations("outcomes");
  const text = (part: "meaning" | "next") => {
    const key = `outcome.${call.outcome ?? "none"}.${part}` as Parameters<typeof outcomes.has>[0];
    return call.outcome && outcomes.has(key) ? outcomes(key as Parameters<typeof outcomes>[0]) : null;
  };
  const isOver = call.state === "ended" || call.dialState === "refused" || call.dialState === "blocked";
  return (
    <Card title={t("page.summary")} description={call.summary ? t("page.aiWritten") : undefined}>
      <div className="flex flex-col gap-3 text-sm">
        <p className="text-ink">
          {isOver ? (text("meaning") ?? t(`page.dial.${call.dialState}`)) : t(`page.dial.${call.dialState}`)}
        </p>
        {call.summary ? (
          <p className="flex gap-2 wrap-anywhere text-ink">
            <Sparkles aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-accent-text" />
            {call.summary}
          </p>
        ) : null}
        {call.state === "ended" && !call.summary && call.answeredAt ? (
          <p className="text-subtle">{t("page.noSummary")}</p>
        ) : null}
        {isOver && call.dialState !== "blocked" && text("next") ? (
          <p className="text-muted">
            <span className="font-medium text-ink">{t("page.nextStep")}: </span>
            {text("next")}
          </p>
        ) : null}
        {proposals.length > 0 ? <CallProposals call={call} proposals={proposals} /> : null}
      </div>
    </Card>
  );
}

async function CallProposals({ call, proposals }: { call: CallRecord; proposals: Proposal[] }) {
  const t = await getTranslations("calls.page");
  const cases = await getTranslations("cases");
  return (
    <section className="flex flex-col gap-2 border-t border-line-soft pt-3">
      <h3 className="text-xs font-medium text-subtle">{t("proposals")}</h3>
      <ul className="flex flex-col gap-1.5">
        {proposals.map((proposal) => {
          const field = caseDetailField.options.find((known) => known === proposal.field);
          return (
            <li key={proposal.id} className="flex flex-wrap items-baseline gap-x-2">
              <span className="text-muted">{field ? cases(`fields.${field}`) : proposal.field}</span>
              <span className="font-medium wrap-anywhere text-ink">
                {proposal.normalizedValue ?? proposal.heardValue}
              </span>
              {proposal.transcriptSecond === null ? null : (
                <a
                  href={`#second-${Math.round(proposal.transcriptSecond)}`}
                  className="text-xs tabular-nums text-accent-text hover:underline"
                >
                  {clockOf(proposal.transcriptSecond)}
                </a>
              )}
              <Badge tone={proposal.status === "pending" ? "accent" : "neutral"}>
                {cases(`proposals.status.${proposal.status}`)}
              </Badge>
            </li>
          );
        })}
      </ul>
      {call.case ? (
        <LinkButton href={`/desk/cases/${call.case.id}`} variant="primary" size="sm" className="w-fit">
          {t("openCase")}
        </LinkButton>
      ) : null}
    </section>
  );
}
