import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DataList } from "@/components/ui/data-list";
import { Status } from "@/components/ui/status";
import type { DoNotCallEntry } from "@/lib/domain/do-not-call/list-do-not-call";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import { RemoveEntry, type RemoveEntryAction } from "./remove-entry";

type EntryListProps = {
  rows: readonly DoNotCallEntry[];
  now: Date;
  /** Null for readers who cannot change the lists. */
  remove: RemoveEntryAction | null;
  empty: ReactNode;
};

/** The numbers, the newest list first. */
export function EntryList({ rows, now, remove, empty }: EntryListProps) {
  const t = useTranslations("do-not-call");
  const format = useFormatter();
  const isStale = ({ staleFrom }: DoNotCallEntry) => staleFrom !== null && staleFrom <= now;
  return (
    <DataList
      caption={t("title")}
      rows={rows}
      rowKey={(row) => row.id}
      empty={empty}
      columns={[
        {
          id: "number",
          header: t("columns.number"),
          card: "title",
          cell: (row) => <span className="font-medium text-ink tabular-nums">{formatPhone(row.e164)}</span>,
        },
        {
          id: "list",
          header: t("columns.list"),
          width: "12rem",
          card: "line",
          cell: (row) => t(`lists.${row.list}`),
        },
        {
          id: "source",
          header: t("columns.source"),
          width: "26%",
          card: "line",
          cell: (row) => <span className="wrap-anywhere">{row.source}</span>,
        },
        {
          id: "listedOn",
          header: t("columns.listedOn"),
          width: "9rem",
          card: "labelled",
          cell: (row) => (
            <time dateTime={row.listedOn.toISOString().slice(0, 10)} className="whitespace-nowrap">
              {format.dateTime(row.listedOn, { dateStyle: "medium", timeZone: "UTC" })}
            </time>
          ),
        },
        {
          id: "state",
          header: t("columns.state"),
          width: "9rem",
          card: "line",
          cell: (row) =>
            isStale(row) ? (
              <Status tone="warning">{t("states.stale")}</Status>
            ) : (
              <Status tone="success">{t("states.current")}</Status>
            ),
        },
        ...(remove === null
          ? []
          : [
              {
                id: "acts",
                header: t("columns.acts"),
                width: "5rem",
                align: "end" as const,
                card: "aside" as const,
                cell: (row: DoNotCallEntry) => (
                  <RemoveEntry
                    entryId={row.id}
                    number={formatPhone(row.e164)}
                    list={t(`lists.${row.list}`)}
                    remove={remove}
                  />
                ),
              },
            ]),
      ]}
    />
  );
}
