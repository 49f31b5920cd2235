import { useTranslations } from "next-intl";
import type { Tone } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { TextLink } from "@/components/ui/text-link";
import type { CausedLine, WebhookEventRecord } from "@/lib/domain/webhook-events/find-webhook-event";
import { useEventWords } from "../use-event-words";

const TONES: Record<CausedLine["status"], Tone> = { done: "success", skipped: "neutral", failed: "danger" };

/** Where things of each kind have a page. */
const PAGES: Record<string, string> = {
  call: "/desk/calls/",
  case: "/desk/cases/",
  lead: "/desk/leads/",
  contact: "/desk/contacts/",
};

/** What an event's work led to, each line with the thing that it is about. */
export function CausesCard({ event: { causes, state } }: { event: WebhookEventRecord }) {
  const t = useTranslations("webhook-events.page");
  const isOpen = state === "received" || state === "failed" || state === "dead" || state === "quarantined";
  return (
    <Card title={t("causes")} padding="flush">
      {causes.length === 0 ? (
        <p className="border-t border-line-soft px-4 py-3 text-sm text-subtle">
          {t(isOpen ? "causesLater" : "noCauses")}
        </p>
      ) : (
        <ul className="divide-y divide-line-soft border-t border-line-soft text-sm">
          {causes.map((line) => (
            <li key={line.id} className="flex flex-col gap-0.5 px-4 py-2.5">
              <Line line={line} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Line({ line: { action, status, subjectType, subjectId, createdAt } }: { line: CausedLine }) {
  const t = useTranslations("webhook-events.page");
  const { causedOf, subjectOf } = useEventWords();
  const page = PAGES[subjectType];
  return (
    <>
      <span className="flex items-baseline justify-between gap-3">
        <Status tone={TONES[status]}>{causedOf(action)}</Status>
        <span className="text-xs text-subtle">
          <RelativeTime value={createdAt} />
        </span>
      </span>
      <span className="flex flex-wrap gap-x-2 ps-5 text-muted">
        {page === undefined || subjectId === null ? (
          subjectOf(subjectType)
        ) : (
          <TextLink href={`${page}${subjectId}`}>{subjectOf(subjectType)}</TextLink>
        )}
        {status === "done" ? null : <span>{t(`lines.${status}`)}</span>}
      </span>
    </>
  );
}
