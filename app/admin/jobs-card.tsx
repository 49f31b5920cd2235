import { ListChecks } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { type DataColumn, DataList } from "@/components/ui/data-list";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { PlatformOverview } from "@/lib/domain/platform/read-platform-overview";
import { replayDeadJobsAction } from "./actions";
import { ReplayJobs } from "./replay-jobs";

type QueueCount = PlatformOverview["jobs"][number];

// States of pg-boss 12.
const STATES = {
  created: "neutral",
  retry: "warning",
  active: "accent",
  completed: "success",
  cancelled: "neutral",
  failed: "danger",
} as const;

function isKnownState(state: string): state is keyof typeof STATES {
  return Object.hasOwn(STATES, state);
}

export function JobsCard({ jobs }: { jobs: readonly QueueCount[] }) {
  const t = useTranslations("admin.jobs");
  const format = useFormatter();
  const columns: DataColumn<QueueCount>[] = [
    {
      id: "name",
      header: t("name"),
      card: "title",
      cell: ({ name, source }) => (
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <code className="text-ink">{source === null ? name : t("deadOf", { name: source })}</code>
          {source === null ? null : <ReplayJobs name={source} replay={replayDeadJobsAction} />}
        </span>
      ),
    },
    {
      id: "state",
      header: t("state"),
      width: "11rem",
      card: "aside",
      cell: ({ state }) => (
        <Status tone={isKnownState(state) ? STATES[state] : "neutral"}>
          {t(`states.${isKnownState(state) ? state : "other"}`)}
        </Status>
      ),
    },
    { id: "count", header: t("count"), align: "end", width: "6rem", cell: (job) => format.number(job.count) },
    {
      id: "oldest",
      header: t("oldest"),
      align: "end",
      width: "9rem",
      cell: (job) => <RelativeTime value={job.oldestAt} />,
    },
  ];
  const empty = (
    <EmptyState icon={<ListChecks />} title={t("empty")}>
      {t("emptyBody")}
    </EmptyState>
  );
  return (
    <Card title={t("title")} description={t("description")} padding="flush">
      <DataList
        caption={t("caption")}
        columns={columns}
        rows={jobs}
        rowKey={({ name, state, source }) => `${name}:${state}:${source}`}
        empty={empty}
      />
    </Card>
  );
}
