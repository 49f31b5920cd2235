import { UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Tone } from "@/components/ui/badge";
import { type DataColumn, DataList } from "@/components/ui/data-list";
import { EmptyState } from "@/components/ui/empty-state";
import { Status } from "@/components/ui/status";
import type { RecipientOutcome } from "@/lib/domain/broadcasts/broadcasts.schema";
import type { RecipientRow } from "@/lib/domain/broadcasts/list-recipients";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import { useReasonWords } from "../use-reason-words";

const TONES: Record<RecipientOutcome, Tone> = {
  waiting: "neutral",
  sent: "accent",
  delivered: "success",
  failed: "danger",
  unknown: "warning",
  excluded: "warning",
  cancelled: "neutral",
};

/** People of a broadcast, each with what became of their message. */
export function RecipientList({ rows }: { rows: readonly RecipientRow[] }) {
  const t = useTranslations("broadcasts");
  const wordsOf = useReasonWords();
  const columns: DataColumn<RecipientRow>[] = [
    { id: "name", header: t("rowColumns.name"), card: "title", cell: (row) => row.name },
    {
      id: "number",
      header: t("rowColumns.number"),
      width: "12rem",
      card: "line",
      cell: (row) => (row.e164 === null ? null : <span className="tabular-nums">{formatPhone(row.e164)}</span>),
    },
    {
      id: "outcome",
      header: t("rowColumns.outcome"),
      width: "11rem",
      card: "aside",
      cell: (row) => <Status tone={TONES[row.outcome]}>{t(`outcomes.${row.outcome}`)}</Status>,
    },
    {
      id: "reason",
      header: t("rowColumns.reason"),
      width: "40%",
      card: "line",
      cell: (row) => (
        <span className="wrap-anywhere">
          {row.reason === null ? null : wordsOf(row.reason)}
          {row.providerText === null ? null : <span className="block text-xs text-muted">{row.providerText}</span>}
        </span>
      ),
    },
  ];
  return (
    <DataList
      caption={t("run.rowsCaption")}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/desk/contacts/${row.contactId}`}
      empty={
        <EmptyState icon={<UsersRound />} title={t("noRows.title")}>
          {t("noRows.body")}
        </EmptyState>
      }
    />
  );
}
