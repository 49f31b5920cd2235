import { BellRing } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { type DataColumn, DataList } from "@/components/ui/data-list";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { OpenAlerts } from "@/lib/domain/platform/list-open-alerts";

/** Doors that fell silent, fail or refuse, firm by firm, until somebody or new traffic closes the alert. */
export function AlertsCard({ alerts }: { alerts: readonly OpenAlerts[] }) {
  const t = useTranslations("admin.alerts");
  const format = useFormatter();
  const columns: DataColumn<OpenAlerts>[] = [
    {
      id: "firm",
      header: t("firm"),
      card: "title",
      cell: (alert) => <span className="text-ink">{alert.firmName}</span>,
    },
    {
      id: "kind",
      header: t("kind"),
      width: "12rem",
      card: "aside",
      cell: ({ kind }) => <Status tone={kind === "failing" ? "danger" : "warning"}>{t(`kinds.${kind}`)}</Status>,
    },
    { id: "count", header: t("count"), align: "end", width: "6rem", cell: (alert) => format.number(alert.count) },
    {
      id: "since",
      header: t("since"),
      align: "end",
      width: "9rem",
      cell: (alert) => <RelativeTime value={alert.since} />,
    },
  ];
  const empty = (
    <EmptyState icon={<BellRing />} title={t("empty")}>
      {t("emptyBody")}
    </EmptyState>
  );
  return (
    <Card title={t("title")} padding="flush">
      <DataList
        caption={t("caption")}
        columns={columns}
        rows={alerts}
        rowKey={(alert) => `${alert.tenantId}:${alert.kind}`}
        empty={empty}
      />
    </Card>
  );
}
