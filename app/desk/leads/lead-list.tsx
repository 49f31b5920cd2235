import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type DataColumn, DataList } from "@/components/ui/data-list";
import { RelativeTime } from "@/components/ui/relative-time";
import type { LeadRow } from "@/lib/domain/leads/list-leads";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import { AreaName } from "../area-name";
import { LanguageBadge } from "../language-badge";
import { LeadStatus } from "./lead-status";
import { ResponseTime } from "./response-time";

/** A page of leads. */
export function LeadList({ rows, empty }: { rows: readonly LeadRow[]; empty: ReactNode }) {
  const t = useTranslations("leads");
  const columns: DataColumn<LeadRow>[] = [
    {
      id: "name",
      header: t("columns.name"),
      card: "title",
      cell: (row) => (
        <span className="flex min-w-0 items-center gap-2">
          <span className="truncate">
            {row.firstName} {row.lastName}
          </span>
          <LanguageBadge language={row.preferredLanguage} />
          {row.phone === null ? null : (
            <span className="truncate font-normal text-subtle tabular-nums max-lg:hidden">
              {formatPhone(row.phone)}
            </span>
          )}
        </span>
      ),
    },
    {
      id: "status",
      header: t("columns.status"),
      width: "9rem",
      card: "aside",
      cell: (row) => <LeadStatus status={row.status} />,
    },
    {
      id: "area",
      header: t("columns.area"),
      width: "10.5rem",
      card: "line",
      cell: (row) => (row.practiceArea === null ? null : <AreaName area={row.practiceArea} />),
    },
    {
      id: "source",
      header: t("columns.source"),
      width: "8.5rem",
      card: "hidden",
      cell: (row) => t(`sources.${row.source}`),
    },
    {
      id: "person",
      header: t("columns.person"),
      width: "9rem",
      card: "labelled",
      cell: (row) => row.assignedName ?? <span className="text-subtle">{t("nobody")}</span>,
    },
    {
      id: "response",
      header: t("columns.response"),
      width: "9rem",
      align: "end",
      card: "labelled",
      cell: (row) => <ResponseTime receivedAt={row.receivedAt} firstResponseAt={row.firstResponseAt} />,
    },
    {
      id: "received",
      header: t("columns.received"),
      width: "8.5rem",
      align: "end",
      card: "labelled",
      cell: (row) => <RelativeTime value={row.receivedAt} />,
    },
  ];
  return (
    <DataList
      caption={t("listCaption")}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/desk/leads/${row.id}`}
      empty={empty}
    />
  );
}
