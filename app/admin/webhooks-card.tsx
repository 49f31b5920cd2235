import { Webhook } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { type DataColumn, DataList } from "@/components/ui/data-list";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import type { WebhookHealth } from "@/lib/domain/platform/list-webhook-health";

const STATES = ["processed", "ignored", "waiting", "failed", "dead", "quarantined"] as const;
const BAD_STATES: readonly string[] = ["failed", "dead"];

/** Every firm's webhook doors by provider: events by state, the oldest that waits, refusals by reason. No body. */
export function WebhooksCard({ webhooks }: { webhooks: readonly WebhookHealth[] }) {
  const t = useTranslations("admin.webhooks");
  const format = useFormatter();
  const columns: DataColumn<WebhookHealth>[] = [
    { id: "firm", header: t("firm"), card: "title", cell: (health) => <Doors health={health} /> },
    {
      id: "endpoints",
      header: t("endpoints"),
      align: "end",
      width: "8rem",
      cell: ({ endpoints, paused }) =>
        paused === 0 ? format.number(endpoints) : t("endpointsPaused", { count: endpoints, paused }),
    },
    { id: "events", header: t("events"), width: "20rem", cell: (health) => <Events health={health} /> },
    {
      id: "lag",
      header: t("lag"),
      width: "9rem",
      cell: ({ oldestWaitingAt }) =>
        oldestWaitingAt === null ? (
          <span className="text-subtle">{t("noLag")}</span>
        ) : (
          <RelativeTime value={oldestWaitingAt} />
        ),
    },
    { id: "refused", header: t("refused"), width: "16rem", cell: (health) => <Refusals health={health} /> },
    {
      id: "lastEvent",
      header: t("lastEvent"),
      align: "end",
      width: "9rem",
      cell: (health) => <RelativeTime value={health.lastEventAt} />,
    },
  ];
  const empty = (
    <EmptyState icon={<Webhook />} title={t("empty")}>
      {t("emptyBody")}
    </EmptyState>
  );
  return (
    <Card title={t("title")} description={t("description")} padding="flush">
      <DataList
        caption={t("caption")}
        columns={columns}
        rows={webhooks}
        rowKey={(health) => `${health.tenantId}:${health.provider}`}
        empty={empty}
      />
    </Card>
  );
}

function Doors({ health: { firmName, provider } }: { health: WebhookHealth }) {
  return (
    <span className="flex min-w-0 flex-col">
      <span className="wrap-anywhere text-ink">{firmName}</span>
      <code className="text-xs text-subtle">{provider}</code>
    </span>
  );
}

function Events({ health }: { health: WebhookHealth }) {
  const t = useTranslations("admin.webhooks");
  const present = STATES.filter((state) => health[state] > 0);
  if (present.length === 0) return <span className="text-subtle">{t("noEvents")}</span>;
  return (
    <span className="flex flex-wrap gap-x-2 tabular-nums">
      {present.map((state) => (
        <span key={state} className={BAD_STATES.includes(state) ? "text-danger" : undefined}>
          {t(`counts.${state}`, { count: health[state] })}
        </span>
      ))}
    </span>
  );
}

function Refusals({ health: { refused, refusedByReason } }: { health: WebhookHealth }) {
  const t = useTranslations("admin.webhooks");
  const format = useFormatter();
  if (refused === 0) return <span className="text-subtle">{t("noRefusals")}</span>;
  const reasons = Object.entries(refusedByReason).toSorted(([, left], [, right]) => right - left);
  return (
    <span className="flex flex-wrap gap-x-2 tabular-nums">
      {reasons.map(([reason, count]) => (
        <span key={reason}>
          <code className="text-xs">{reason}</code> {format.number(count)}
        </span>
      ))}
    </span>
  );
}
