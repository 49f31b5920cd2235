import { MapPin } from "lucide-react";
import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { type DataColumn, DataList } from "@/components/ui/data-list";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import type { InstallationRequest } from "@/lib/domain/ghl-installations/list-installation-requests";
import { decideInstallationAction } from "./actions";
import { DecideInstallation } from "./decide-installation";

/** HighLevel locations that a firm asks for. Whoever knows a location's id has not proven that it is theirs, so a person decides. */
export function InstallationsCard({ installations }: { installations: readonly InstallationRequest[] }) {
  const t = useTranslations("admin.installations");
  const columns: DataColumn<InstallationRequest>[] = [
    {
      id: "firm",
      header: t("firm"),
      card: "title",
      cell: (request) => <span className="text-ink">{request.firmName}</span>,
    },
    { id: "location", header: t("location"), card: "line", cell: (request) => <Location request={request} /> },
    {
      id: "installed",
      header: t("installed"),
      width: "9rem",
      cell: (request) => <RelativeTime value={request.installedAt} />,
    },
    {
      id: "requested",
      header: t("requested"),
      width: "9rem",
      cell: (request) => <RelativeTime value={request.requestedAt} />,
    },
    {
      id: "decision",
      header: t("decision"),
      width: "13rem",
      card: "line",
      cell: ({ locationId, tenantId, firmName, companyName }) => (
        <DecideInstallation
          locationId={locationId}
          tenantId={tenantId}
          firmName={firmName}
          companyName={companyName ?? locationId}
          decide={decideInstallationAction}
        />
      ),
    },
  ];
  const empty = (
    <EmptyState icon={<MapPin />} title={t("empty")}>
      {t("emptyBody")}
    </EmptyState>
  );
  return (
    <Card id="ghl-installations" title={t("title")} description={t("description")} padding="flush">
      <DataList
        caption={t("caption")}
        columns={columns}
        rows={installations}
        rowKey={(request) => request.locationId}
        empty={empty}
      />
    </Card>
  );
}

function Location({ request: { locationId, companyName, companyId } }: { request: InstallationRequest }) {
  return (
    <span className="flex min-w-0 flex-col">
      <span className="wrap-anywhere">{companyName ?? locationId}</span>
      <code className="text-xs wrap-anywhere text-subtle">{[locationId, companyId].filter(Boolean).join(" · ")}</code>
    </span>
  );
}
