import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useAuditWords } from "@/app/desk/audit/audit-words";
import { Callout } from "@/components/ui/callout";
import { DiffView } from "@/components/ui/diff-view";
import { ExactTime } from "@/components/ui/exact-time";
import { Status } from "@/components/ui/status";
import type { DryRun } from "@/lib/domain/webhook-events/dry-run-event";
import type { DryChange } from "@/lib/domain/webhook-events/list-dry-changes";
import { useEventWords } from "./use-event-words";

/** What one event's work would do now: rows before and after, lines and jobs. Values are those that the audit log keeps. */
export function DryRunDiff({ run }: { run: DryRun }) {
  const t = useTranslations("webhook-events.replayDialog");
  const { failureOf, causedOf, jobOf } = useEventWords();
  if (run.failure !== null) {
    return (
      <Callout tone="danger" title={t("wouldFail")}>
        {t("wouldFailBody", { reason: failureOf(run.failure) })}
      </Callout>
    );
  }
  const isNothing = run.changes.length + run.lines.length + run.jobs.length === 0;
  return (
    <>
      <p className="text-sm text-muted">{t(isNothing ? "nothing" : "explained")}</p>
      {run.changes.length > 0 ? (
        <Part title={t("changes")}>
          <ol className="flex flex-col gap-3">
            {run.changes.map((change, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a trial's changes never change places.
              <li key={index}>
                <ChangedRow change={change} />
              </li>
            ))}
          </ol>
        </Part>
      ) : null}
      {run.lines.length > 0 ? (
        <Part title={t("lines")}>
          <ul className="flex flex-col gap-1 text-sm">
            {run.lines.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a trial's lines never change places.
              <li key={index}>{causedOf(line.action)}</li>
            ))}
          </ul>
        </Part>
      ) : null}
      {run.jobs.length > 0 ? (
        <Part title={t("jobs")}>
          <ul className="flex flex-col gap-1 text-sm">
            {run.jobs.map(({ name, at }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a trial's jobs never change places.
              <li key={index}>
                {jobOf(name)}
                {at === null ? null : (
                  <span className="ms-2 text-muted">{t.rich("at", { time: () => <ExactTime value={at} /> })}</span>
                )}
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold text-ink">{title}</h3>
      {children}
    </section>
  );
}

function ChangedRow({ change: { action, fields, isWalled } }: { change: DryChange }) {
  const t = useTranslations("webhook-events.replayDialog");
  const { actionOf } = useAuditWords();
  // A new row names every column; those that stay empty say nothing.
  const told = fields.filter(({ before, after }) => before.kind !== "none" || after.kind !== "none");
  const shown = (value: DryChange["fields"][number]["before"]) => {
    if (value.kind === "none") return null;
    return value.kind === "redacted" ? t("redacted") : value.text;
  };
  if (isWalled) {
    return (
      <Status tone="warning" icon={<Lock />}>
        {t("walledChange")}
      </Status>
    );
  }
  return (
    <div className="overflow-hidden rounded-lg border border-line">
      <h4 className="border-b border-line-soft px-4 py-2 text-sm font-medium text-ink">{actionOf({ action })}</h4>
      {told.length > 0 ? (
        <DiffView
          changes={told.map(({ field, before, after }) => ({ field, before: shown(before), after: shown(after) }))}
        />
      ) : null}
    </div>
  );
}
