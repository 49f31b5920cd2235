import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useAddressWords } from "@/app/desk/use-address-words";
import { DataList } from "@/components/ui/data-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { DecisionRow } from "@/lib/domain/contact-gate/list-decisions";

/** The gate's decisions, newest first. */
export function DecisionList({ rows, empty }: { rows: readonly DecisionRow[]; empty: ReactNode }) {
  const t = useTranslations("compliance-desk");
  const addressWords = useAddressWords();
  const rules = useTranslations("compliance.rules");
  return (
    <DataList
      caption={t("decisions.title")}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/desk/compliance/decisions/${row.id}`}
      empty={empty}
      columns={[
        {
          id: "who",
          header: t("columns.who"),
          card: "title",
          cell: (row) => (
            <span className="truncate font-medium text-ink">{row.contactName ?? addressWords(row.address)}</span>
          ),
        },
        {
          id: "kind",
          header: t("columns.kind"),
          width: "8rem",
          card: "line",
          cell: (row) => t(`kinds.${row.kind}`),
        },
        {
          id: "origin",
          header: t("columns.origin"),
          width: "11rem",
          card: "hidden",
          cell: (row) => t(`origins.${row.origin}`),
        },
        {
          id: "moment",
          header: t("decision.moment"),
          width: "13rem",
          card: "line",
          cell: (row) => t(`moments.${row.moment}`),
        },
        {
          id: "verdict",
          header: t("columns.verdict"),
          width: "8rem",
          card: "aside",
          cell: (row) => (
            <Status tone={row.verdict === "allowed" ? "success" : "danger"}>{t(`verdicts.${row.verdict}`)}</Status>
          ),
        },
        {
          id: "reasons",
          header: t("columns.reasons"),
          width: "18%",
          card: "line",
          cell: (row) => (
            <span className="truncate text-muted">{row.blockedBy.map((rule) => rules(rule)).join(", ")}</span>
          ),
        },
        {
          id: "when",
          header: t("columns.when"),
          width: "8rem",
          align: "end",
          card: "line",
          cell: (row) => <RelativeTime value={row.createdAt} />,
        },
      ]}
    />
  );
}
