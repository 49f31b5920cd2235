import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type DataColumn, DataList } from "@/components/ui/data-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { ContactRow } from "@/lib/domain/contacts/list-contacts";
import { formatPhone } from "@/lib/domain/phones/format-phone";

/** A page of contacts. */
export function ContactList({ rows, empty }: { rows: readonly ContactRow[]; empty: ReactNode }) {
  const t = useTranslations("contacts");
  const columns: DataColumn<ContactRow>[] = [
    {
      id: "name",
      header: t("columns.name"),
      card: "title",
      cell: (row) => (
        <>
          {row.firstName} {row.lastName}
        </>
      ),
    },
    {
      id: "phone",
      header: t("columns.phone"),
      width: "12rem",
      card: "line",
      cell: (row) =>
        row.phone === null ? (
          <span className="text-subtle">{t("noPhone")}</span>
        ) : (
          <span className="tabular-nums">{formatPhone(row.phone)}</span>
        ),
    },
    {
      id: "language",
      header: t("columns.language"),
      width: "8rem",
      card: "aside",
      cell: (row) => t(`languages.${row.preferredLanguage}`),
    },
    {
      id: "contact",
      header: t("columns.contact"),
      width: "15rem",
      card: "line",
      cell: (row) => (row.isOptedOut ? <Status tone="danger">{t("optedOut")}</Status> : null),
    },
    {
      id: "cases",
      header: t("columns.cases"),
      width: "8rem",
      align: "end",
      card: "labelled",
      cell: (row) => <span className="tabular-nums">{row.openCases}</span>,
    },
    {
      id: "added",
      header: t("columns.added"),
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
      rowHref={(row) => `/desk/contacts/${row.id}`}
      empty={empty}
    />
  );
}
