import { useTranslations } from "next-intl";
import { useAddressWords } from "@/app/desk/use-address-words";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { TextLink } from "@/components/ui/text-link";
import type { DueTask } from "@/lib/domain/opt-outs/list-due-tasks";

/** What is still to be done about stops, against the ten business days; every number is blocked already. */
export function DueWork({ tasks }: { tasks: readonly DueTask[] }) {
  const t = useTranslations("compliance-desk.due");
  const addressWords = useAddressWords();
  if (tasks.length === 0) return null;
  return (
    <Card title={t("title")} description={t("description")} padding="flush">
      <ul className="divide-y divide-line-soft border-t border-line-soft">
        {tasks.map((task) => (
          <li key={task.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 text-sm">
            <Status tone={task.isOverdue || task.state === "failed" ? "danger" : "warning"}>
              {t(task.state === "failed" ? "failed" : task.isOverdue ? "overdue" : "waiting")}
            </Status>
            <span className="text-ink">{t(`kinds.${task.kind}`)}</span>
            <span className="text-muted tabular-nums">{addressWords(task.e164)}</span>
            <span className="text-subtle">{t.rich("by", { time: () => <RelativeTime value={task.dueAt} /> })}</span>
            {task.kind === "review" ? (
              <TextLink href="/desk/compliance/reviews" className="ms-auto">
                {t("decide")}
              </TextLink>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
