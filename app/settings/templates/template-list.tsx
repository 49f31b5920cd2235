import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type DataColumn, DataList } from "@/components/ui/data-list";
import { RelativeTime } from "@/components/ui/relative-time";
import type { TemplateRow } from "@/lib/domain/templates/list-templates";
import type { TemplateActs } from "./template-acts";
import { TemplateMenu } from "./template-menu";

type TemplateListProps = { rows: readonly TemplateRow[]; acts: TemplateActs; empty: ReactNode };

/** The firm's saved replies. */
export function TemplateList({ rows, acts, empty }: TemplateListProps) {
  const t = useTranslations("templates");
  const columns: DataColumn<TemplateRow>[] = [
    { id: "name", header: t("columns.name"), width: "16rem", card: "title", cell: (row) => row.name },
    {
      id: "shortcut",
      header: t("columns.shortcut"),
      width: "8rem",
      card: "line",
      cell: (row) => (row.shortcut === null ? null : <code className="text-xs">/{row.shortcut}</code>),
    },
    {
      id: "text",
      header: t("columns.text"),
      card: "line",
      cell: (row) => <span className="line-clamp-2 text-muted wrap-anywhere">{row.bodyEn}</span>,
    },
    {
      id: "languages",
      header: t("columns.languages"),
      width: "10rem",
      card: "line",
      cell: (row) => (row.bodyEs === null ? t("onlyEnglish") : t("both")),
    },
    {
      id: "changed",
      header: t("columns.changed"),
      width: "8rem",
      card: "hidden",
      cell: (row) => <RelativeTime value={row.updatedAt} />,
    },
    {
      id: "acts",
      header: "",
      width: "11rem",
      align: "end",
      card: "aside",
      cell: (row) => <TemplateMenu template={row} acts={acts} />,
    },
  ];
  return <DataList caption={t("listCaption")} columns={columns} rows={rows} rowKey={(row) => row.id} empty={empty} />;
}
