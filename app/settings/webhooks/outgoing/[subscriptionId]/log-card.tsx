import { ScrollText } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { ClearFilters } from "@/components/ui/clear-filters";
import { type DataColumn, DataList } from "@/components/ui/data-list";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect } from "@/components/ui/filter-select";
import { Pagination } from "@/components/ui/pagination";
import { RelativeTime } from "@/components/ui/relative-time";
import { Toolbar } from "@/components/ui/toolbar";
import {
  DELIVERY_ORIGINS,
  DELIVERY_STATES,
  type DeliverySummary,
} from "@/lib/domain/outgoing-webhooks/deliveries.schema";
import { OUTGOING_EVENT_TYPES } from "@/lib/domain/outgoing-webhooks/event-types.schema";
import { useEventWords } from "../use-event-words";
import { useFailureText } from "../use-failure-text";
import { DeliveryStatus } from "./delivery-status";

type LogCardProps = {
  rows: readonly DeliverySummary[];
  current: string | null;
  isFiltered: boolean;
  hrefOf: (deliveryId: string) => string;
  pages: { previousHref: string | undefined; nextHref: string | undefined };
};

/** What was sent to the receiver and what became of it. */
export function LogCard({ rows, current, isFiltered, hrefOf, pages }: LogCardProps) {
  const t = useTranslations("outgoing-webhooks.log");
  const columns = useColumns();
  const copy = isFiltered ? "noMatch" : "empty";
  return (
    <section className="flex flex-col gap-3">
      <h3 className="text-sm font-semibold text-ink">{t("title")}</h3>
      <LogFilters />
      <Card padding="flush">
        <DataList
          caption={t("caption")}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          rowHref={(row) => hrefOf(row.id)}
          isCurrent={(row) => row.id === current}
          empty={
            <EmptyState icon={<ScrollText />} title={t(`${copy}Title`)}>
              {t(`${copy}Body`)}
            </EmptyState>
          }
        />
      </Card>
      <Pagination {...pages} />
    </section>
  );
}

function useColumns(): DataColumn<DeliverySummary>[] {
  const t = useTranslations("outgoing-webhooks.log");
  const wordsOf = useEventWords();
  return [
    {
      id: "event",
      header: t("event"),
      card: "title",
      cell: (row) => (
        <span className="flex flex-wrap items-center gap-2">
          {wordsOf(row.eventType).name}
          {row.origin === "event" ? null : <Badge>{t(`origins.${row.origin}`)}</Badge>}
        </span>
      ),
    },
    {
      id: "attempts",
      header: t("attempts"),
      width: "5.5rem",
      align: "end",
      card: "labelled",
      cell: (row) => <span className="tabular-nums">{row.attempts}</span>,
    },
    { id: "answer", header: t("answer"), width: "9rem", card: "line", cell: (row) => <Answer row={row} /> },
    {
      id: "state",
      header: t("state"),
      width: "8.5rem",
      card: "aside",
      cell: (row) => <DeliveryStatus state={row.state} attempts={row.attempts} />,
    },
    {
      id: "time",
      header: t("time"),
      width: "7.5rem",
      align: "end",
      card: "line",
      cell: (row) => <RelativeTime value={row.createdAt} />,
    },
  ];
}

function Answer({ row: { lastFailure, lastStatus } }: { row: DeliverySummary }) {
  const t = useTranslations("outgoing-webhooks.log");
  const textOf = useFailureText();
  if (lastFailure !== null) return <span>{textOf(lastFailure)}</span>;
  if (lastStatus === null) return <span className="text-subtle">{t("none")}</span>;
  return <span className="text-muted">{t("answered", { status: String(lastStatus) })}</span>;
}

function LogFilters() {
  const t = useTranslations("outgoing-webhooks.log");
  const wordsOf = useEventWords();
  return (
    <Toolbar end={<ClearFilters params={["state", "event", "origin"]} />}>
      <FilterSelect
        label={t("filters.state")}
        param="state"
        options={DELIVERY_STATES.map((state) => ({ value: state, label: t(`states.${state}`) }))}
      />
      <FilterSelect
        label={t("filters.event")}
        param="event"
        options={OUTGOING_EVENT_TYPES.map((type) => ({ value: type, label: wordsOf(type).name }))}
      />
      <FilterSelect
        label={t("filters.origin")}
        param="origin"
        options={DELIVERY_ORIGINS.map((origin) => ({ value: origin, label: t(`origins.${origin}`) }))}
      />
    </Toolbar>
  );
}
