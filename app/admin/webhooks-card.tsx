import { Webhook } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { type DataColumn, DataList } from "@/components/ui/data-list";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import type { WebhookHealth } from "@/lib/domain/platform/list-webhook-health";

const FIGURES = ["endpoints", "events", "waiting", "dead", "refused"] as const;

export function WebhooksCard({ webhooks }: { webhooks: readonly WebhookHealth[] }) {
  const t = useTranslations("admin.webhooks");
  const format = useFormatter();
  const figures = FIGURES.map(
    (figure): DataColumn<WebhookHealth> => ({
      id: figure,
      header: t(figure),
      align: "end",
      width: "7rem",
      cell: (webhook) => format.number(webhook[figure]),
    }),
  );
  const columns: DataColumn<WebhookHealth>[] = [
    {
      id: "provider",
      header: t("provider"),
      card: "title",
      cell: (webhook) => <code className="text-ink">{webhook.provider}</code>,
    },
    ...figures,
    {
      id: "lastEvent",
      header: t("lastEvent"),
      align: "end",
      width: "10rem",
      cell: (webhook) => <RelativeTime value={webhook.lastEventAt} />,
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
        rowKey={(webhook) => webhook.provider}
        empty={empty}
      />
    </Card>
  );
}
