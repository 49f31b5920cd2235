import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type DataColumn, DataList } from "@/components/ui/data-list";
import { RelativeTime } from "@/components/ui/relative-time";
import type { BroadcastRow } from "@/lib/domain/broadcasts/list-broadcasts";
import { BroadcastStatus } from "./broadcast-status";

/** A page of broadcasts. */
export function BroadcastList({ rows, empty }: { rows: readonly BroadcastRow[]; empty: ReactNode }) {
  const t = useTranslations("broadcasts");
  const columns: DataColumn<BroadcastRow>[] = [
    { id: "name", header: t("columns.name"), card: "title", cell: (row) => row.name },
    {
      id: "state",
      header: t("columns.state"),
      width: "9rem",
      card: "aside",
      cell: (row) => <BroadcastStatus state={row.state} />,
    },
    {
      id: "progress",
      header: t("columns.progress"),
      width: "11rem",
      align: "end",
      card: "labelled",
      cell: (row) =>
        row.people === 0 ? (
          <span className="text-subtle">{t("notListed")}</span>
        ) : (
          <span className="tabular-nums">{t("progressOf", { done: row.taken, all: row.people })}</span>
        ),
    },
    { id: "line", header: t("columns.line"), width: "14rem", card: "labelled", cell: (row) => row.lineLabel },
    {
      id: "created",
      header: t("columns.created"),
      width: "9rem",
      align: "end",
      card: "hidden",
      cell: (row) => <RelativeTime value={row.createdAt} />,
    },
  ];
  return (
    <DataList
      caption={t("listCaption")}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/desk/broadcasts/${row.id}`}
      empty={empty}
    />
  );
}
