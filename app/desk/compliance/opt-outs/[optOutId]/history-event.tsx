import { useTranslations } from "next-intl";
import { ExactTime } from "@/components/ui/exact-time";
import { Status } from "@/components/ui/status";
import type { OptOutHistoryEvent, OptOutHistoryTask } from "@/lib/domain/opt-outs/find-opt-out-history";

/** One wish: what was said, when and how it came, when it was obeyed, and what followed. */
export function HistoryEvent({ event }: { event: OptOutHistoryEvent }) {
  const t = useTranslations("compliance-desk");
  return (
    <li className="flex flex-col gap-1 px-4 py-3 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Status tone={event.kind === "stop" ? "danger" : "success"}>{t(`history.kinds.${event.kind}`)}</Status>
        <span className="text-muted">
          {t(`channels.${event.channel}`)}
          {event.scope === "marketing" ? `, ${t("scopes.marketing")}` : ""}
        </span>
        <span className="text-muted">{t(`sources.${event.source}`)}</span>
      </div>
      {event.words || event.isWalled ? (
        <blockquote className="border-s-2 border-line ps-3 whitespace-pre-wrap text-ink">
          {event.isWalled ? t("behindWall") : event.words}
        </blockquote>
      ) : null}
      <p className="text-xs text-subtle">
        {t.rich("history.times", {
          said: () => <ExactTime value={event.occurredAt} />,
          obeyed: () => <ExactTime value={event.recordedAt} />,
        })}
      </p>
      {event.tasks.map((task) => (
        <TaskLine key={task.id} task={task} />
      ))}
    </li>
  );
}

const TONES = { waiting: "warning", done: "success", skipped: "neutral", failed: "danger" } as const;

function TaskLine({ task }: { task: OptOutHistoryTask }) {
  const t = useTranslations("compliance-desk");
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-xs text-muted">
      <Status tone={TONES[task.state]}>{t(`due.kinds.${task.kind}`)}</Status>
      <span>{t(`history.tasks.${task.state}`)}</span>
      <ExactTime value={task.doneAt ?? task.dueAt} />
    </p>
  );
}
