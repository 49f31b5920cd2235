import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Checkbox } from "@/components/ui/checkbox";
import { type DataColumn, DataList } from "@/components/ui/data-list";
import { RelativeTime } from "@/components/ui/relative-time";
import type { RefusalExplanation } from "@/lib/domain/webhook-endpoints/explain-refusal";
import type { LoggedEvent } from "@/lib/domain/webhook-events/list-logged-events";
import type { LoggedRefusal } from "@/lib/domain/webhook-events/list-logged-refusals";
import { ProofBadge } from "../proof-badge";
import { useProviderName } from "../use-provider-name";
import { useRefusalText } from "../use-refusal-text";
import { EventStatus } from "./event-status";
import { useEventWords } from "./use-event-words";

/** A row of the log; a refusal brings why, for the reader's language to say it. */
export type LogItem = LoggedEvent | (LoggedRefusal & { why: RefusalExplanation });

export type Selection = { chosen: ReadonlySet<string>; choose: (id: string, isChosen: boolean) => void };

type EventTableProps = { rows: readonly LogItem[]; empty: ReactNode; selection: Selection | null };

/** Deliveries as rows: events with how they fare, refusals with why. */
export function EventTable({ rows, empty, selection }: EventTableProps) {
  const t = useTranslations("webhook-events");
  const columns: DataColumn<LogItem>[] = [
    { id: "event", header: t("columns.event"), card: "title", cell: (row) => <EventName row={row} /> },
    { id: "address", header: t("columns.address"), width: "13rem", card: "line", cell: (row) => <Address row={row} /> },
    { id: "proof", header: t("columns.proof"), width: "10rem", card: "line", cell: (row) => <Proof row={row} /> },
    {
      id: "attempts",
      header: t("columns.attempts"),
      width: "5rem",
      align: "end",
      card: "hidden",
      cell: (row) => <span className="tabular-nums">{row.kind === "event" ? row.attempts : "–"}</span>,
    },
    {
      id: "state",
      header: t("columns.state"),
      width: "11.5rem",
      card: selection ? "line" : "aside",
      cell: (row) => <State row={row} />,
    },
    {
      id: "when",
      header: t("columns.when"),
      width: "8.5rem",
      align: "end",
      card: "line",
      cell: (row) => <RelativeTime value={row.kind === "event" ? row.receivedAt : row.refusedAt} />,
    },
  ];
  const choice: DataColumn<LogItem>[] = selection
    ? [
        {
          id: "select",
          header: t("columns.select"),
          width: "3.5rem",
          card: "aside",
          cell: (row) => <Choice row={row} selection={selection} />,
        },
      ]
    : [];
  return (
    <DataList
      caption={t("listCaption")}
      columns={[...choice, ...columns]}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/settings/webhooks/events/${row.id}`}
      empty={empty}
    />
  );
}

function Choice({ row, selection }: { row: LogItem; selection: Selection }) {
  const t = useTranslations("webhook-events.select");
  if (row.kind === "refusal") return null;
  return (
    <Checkbox
      hideLabel
      // Above the row's link, which covers the whole row.
      className="relative z-1 w-fit"
      label={t("row", { event: row.eventType })}
      checked={selection.chosen.has(row.id)}
      onCheckedChange={(isChosen) => selection.choose(row.id, isChosen)}
    />
  );
}

function EventName({ row }: { row: LogItem }) {
  const t = useTranslations("webhook-events");
  const textOf = useRefusalText();
  if (row.kind === "refusal") {
    return (
      <span className="flex flex-wrap items-center gap-x-2">
        <span className="wrap-anywhere">{textOf(row.why).title}</span>
        {row.count > 1 ? (
          <span className="text-xs font-normal text-subtle tabular-nums">
            {t("refusedTimes", { count: row.count })}
          </span>
        ) : null}
      </span>
    );
  }
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <code className="font-mono text-xs wrap-anywhere">{row.eventType}</code>
      {row.isWalled ? <Lock aria-label={t("walled.label")} className="size-3.5 shrink-0 text-warning" /> : null}
      {row.origin === "delivery" ? null : <Badge tone="accent">{t(`origins.${row.origin}`)}</Badge>}
    </span>
  );
}

function Address({ row: { provider, endpointId, endpointLabel } }: { row: LogItem }) {
  const t = useTranslations("webhook-events");
  const name = useProviderName()(provider);
  const second = endpointId === null ? t("platformDoor") : endpointLabel;
  return (
    <span className="flex min-w-0 flex-col @max-xl/list:flex-row @max-xl/list:flex-wrap @max-xl/list:gap-x-2">
      <span className="text-ink">{name}</span>
      {second === null ? null : <span className="text-xs wrap-anywhere text-subtle">{second}</span>}
    </span>
  );
}

function State({ row }: { row: LogItem }) {
  const { failureOf } = useEventWords();
  if (row.kind === "refusal") return <EventStatus state="refused" />;
  return (
    <span className="flex flex-col">
      <EventStatus state={row.state} />
      {row.failure === null ? null : <span className="ps-5 text-xs text-subtle">{failureOf(row.failure)}</span>}
    </span>
  );
}

function Proof({ row }: { row: LogItem }) {
  const t = useTranslations("webhook-events");
  if (row.kind === "refusal") return <span className="text-subtle @max-xl/list:hidden">–</span>;
  return row.strength === null ? (
    <span className="text-subtle">{t("unknownProof")}</span>
  ) : (
    <ProofBadge strength={row.strength} />
  );
}
