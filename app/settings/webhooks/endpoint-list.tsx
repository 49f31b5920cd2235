import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type DataColumn, DataList } from "@/components/ui/data-list";
import { RelativeTime } from "@/components/ui/relative-time";
import type { EndpointSummary } from "@/lib/domain/webhook-endpoints/endpoint-summary";
import { explainRefusal } from "@/lib/domain/webhook-endpoints/explain-refusal";
import type { EndpointTraffic } from "@/lib/domain/webhook-endpoints/list-endpoint-traffic";
import { DayCounts } from "./day-counts";
import { EndpointStatus } from "./endpoint-status";
import { ProofBadge } from "./proof-badge";
import { useProviderName } from "./use-provider-name";
import { useRefusalText } from "./use-refusal-text";

export type EndpointRow = { endpoint: EndpointSummary; traffic: EndpointTraffic };

/** Every address with its proof, what came last, what a day brought, and what it refused. */
export function EndpointList({ rows, empty }: { rows: readonly EndpointRow[]; empty: ReactNode }) {
  const t = useTranslations("webhook-endpoints.list");
  const columns: DataColumn<EndpointRow>[] = [
    {
      id: "endpoint",
      header: t("endpoint"),
      card: "title",
      cell: ({ endpoint }) => <EndpointName endpoint={endpoint} />,
    },
    {
      id: "proof",
      header: t("proof"),
      width: "10rem",
      card: "line",
      cell: ({ endpoint }) => <ProofBadge strength={endpoint.strength} />,
    },
    {
      id: "lastEvent",
      header: t("lastEvent"),
      width: "8rem",
      cell: ({ traffic }) => <RelativeTime value={traffic.lastEvent?.receivedAt ?? null} />,
    },
    { id: "day", header: t("day"), width: "11rem", cell: ({ traffic }) => <DayCounts counts={traffic.day} /> },
    { id: "refusal", header: t("refusal"), width: "16rem", cell: (row) => <LastRefusal row={row} /> },
    {
      id: "state",
      header: t("state"),
      width: "8.5rem",
      card: "aside",
      cell: ({ endpoint }) => <EndpointStatus endpoint={endpoint} />,
    },
  ];
  return (
    <DataList
      caption={t("caption")}
      columns={columns}
      rows={rows}
      rowKey={({ endpoint }) => endpoint.id}
      rowHref={({ endpoint }) => `/settings/webhooks/endpoints/${endpoint.id}`}
      empty={empty}
    />
  );
}

function EndpointName({ endpoint: { provider, label, account } }: { endpoint: EndpointSummary }) {
  const nameOf = useProviderName();
  const second = [label === null ? null : nameOf(provider), account === null ? null : shortened(account)]
    .filter((part) => part !== null)
    .join(" · ");
  return (
    <span className="flex min-w-0 flex-col">
      <span className="wrap-anywhere">{label ?? nameOf(provider)}</span>
      {second === "" ? null : <span className="text-xs font-normal wrap-anywhere text-subtle">{second}</span>}
    </span>
  );
}

/** An AccountSid by its ends: a list is read by names. */
function shortened(account: string): string {
  return account.length > 24 ? `${account.slice(0, 4)}…${account.slice(-4)}` : account;
}

function LastRefusal({ row: { endpoint, traffic } }: { row: EndpointRow }) {
  const t = useTranslations("webhook-endpoints.list");
  const textOf = useRefusalText();
  const { lastRefusal } = traffic;
  if (lastRefusal === null) return <span className="text-subtle">{t("noRefusal")}</span>;
  return (
    <span className="inline-flex flex-wrap gap-x-2">
      <span>{textOf(explainRefusal(lastRefusal.reason, lastRefusal.facts, endpoint)).title}</span>
      <span className="text-subtle">
        <RelativeTime value={lastRefusal.refusedAt} />
      </span>
    </span>
  );
}
