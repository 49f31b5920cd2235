import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type DataColumn, DataList } from "@/components/ui/data-list";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SubscriptionSummary } from "@/lib/domain/outgoing-webhooks/subscriptions.schema";
import { SubscriptionStatus } from "./subscription-status";
import { useEventWords } from "./use-event-words";
import { useFailureText } from "./use-failure-text";

type SubscriptionListProps = { rows: readonly SubscriptionSummary[]; empty: ReactNode };

/** Every receiver with what it asked for and how the last attempts went. */
export function SubscriptionList({ rows, empty }: SubscriptionListProps) {
  const t = useTranslations("outgoing-webhooks.list");
  const columns: DataColumn<SubscriptionSummary>[] = [
    { id: "receiver", header: t("receiver"), card: "title", cell: (row) => <Receiver row={row} /> },
    { id: "events", header: t("events"), width: "12rem", card: "line", cell: (row) => <Events row={row} /> },
    {
      id: "lastSuccess",
      header: t("lastSuccess"),
      width: "10rem",
      card: "labelled",
      cell: (row) => <RelativeTime value={row.lastSuccessAt} />,
    },
    {
      id: "lastFailure",
      header: t("lastFailure"),
      width: "18rem",
      card: "labelled",
      cell: (row) => <LastFailure row={row} />,
    },
    {
      id: "state",
      header: t("state"),
      width: "12rem",
      card: "aside",
      cell: (row) => <SubscriptionStatus subscription={row} />,
    },
  ];
  return (
    <DataList
      caption={t("caption")}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/settings/webhooks/outgoing/${row.id}`}
      empty={empty}
    />
  );
}

function Receiver({ row }: { row: SubscriptionSummary }) {
  return (
    <span className="flex min-w-0 flex-col">
      <span className="wrap-anywhere">{row.label}</span>
      <span className="text-xs font-normal wrap-anywhere text-subtle">{row.host}</span>
    </span>
  );
}

function Events({ row: { eventTypes } }: { row: SubscriptionSummary }) {
  const t = useTranslations("outgoing-webhooks.list");
  const wordsOf = useEventWords();
  const [only, ...others] = eventTypes;
  if (only !== undefined && others.length === 0) return <span>{wordsOf(only).name}</span>;
  return <span>{t("eventCount", { count: eventTypes.length })}</span>;
}

function LastFailure({ row: { lastFailure, lastFailureAt } }: { row: SubscriptionSummary }) {
  const t = useTranslations("outgoing-webhooks.list");
  const textOf = useFailureText();
  if (lastFailure === null) return <span className="text-subtle">{t("noFailure")}</span>;
  return (
    <span className="inline-flex flex-wrap gap-x-2">
      <span>{textOf(lastFailure)}</span>
      <span className="text-subtle">
        <RelativeTime value={lastFailureAt} />
      </span>
    </span>
  );
}
