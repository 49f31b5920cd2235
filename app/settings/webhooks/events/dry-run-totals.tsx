import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useAuditWords } from "@/app/desk/audit/audit-words";
import { Callout } from "@/components/ui/callout";
import { Status } from "@/components/ui/status";
import type { DryRunSummary } from "@/lib/domain/webhook-events/dry-run-events";
import { useEventWords } from "./use-event-words";

/** What the work of many events would do now, in counts. */
export function DryRunTotals({ summary }: { summary: DryRunSummary }) {
  const t = useTranslations("webhook-events.replayDialog");
  const { actionOf } = useAuditWords();
  const { failureOf, jobOf } = useEventWords();
  const { changes, jobs, changing, unchanged, failing, refused, untried } = summary;
  const reasons = [...new Set(failing.map(({ code }) => code))];
  return (
    <>
      <p className="text-sm text-muted">{t("explainedMany")}</p>
      <ul className="flex flex-col gap-1.5">
        <Line>
          <Status tone={changing > 0 ? "accent" : "neutral"}>{t("changing", { count: changing })}</Status>
        </Line>
        {unchanged > 0 ? (
          <Line>
            <Status tone="neutral">{t("unchanged", { count: unchanged })}</Status>
          </Line>
        ) : null}
        {failing.length > 0 ? (
          <Line>
            <Status tone="danger">{t("failing", { count: failing.length })}</Status>
            <span className="ps-5 text-sm text-muted">{reasons.map(failureOf).join(" ")}</span>
          </Line>
        ) : null}
        {refused.length > 0 ? (
          <Line>
            <Status tone="warning">{t("refused", { count: refused.length })}</Status>
          </Line>
        ) : null}
      </ul>
      {untried > 0 ? <Callout tone="warning">{t("untried", { count: untried })}</Callout> : null}
      <Counts title={t("changes")} rows={changes.map(({ action, count }) => ({ name: actionOf({ action }), count }))} />
      <Counts title={t("jobs")} rows={jobs.map(({ name, count }) => ({ name: jobOf(name), count }))} />
    </>
  );
}

function Line({ children }: { children: ReactNode }) {
  return <li className="flex flex-col">{children}</li>;
}

function Counts({ title, rows }: { title: string; rows: readonly { name: string; count: number }[] }) {
  const t = useTranslations("webhook-events.replayDialog");
  if (rows.length === 0) return null;
  return (
    <section className="flex flex-col gap-1">
      <h3 className="text-sm font-semibold text-ink">{title}</h3>
      <ul className="divide-y divide-line-soft text-sm">
        {rows.map(({ name, count }) => (
          <li key={name} className="flex justify-between gap-4 py-1">
            <span>{name}</span>
            <span className="text-muted tabular-nums">{t("times", { count })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
