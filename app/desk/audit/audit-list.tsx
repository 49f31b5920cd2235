import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Tone } from "@/components/ui/badge";
import { type DataColumn, DataList } from "@/components/ui/data-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { AuditEntry } from "@/lib/domain/audit/list-audit-entries";
import { useAuditWords } from "./audit-words";

const TONES: Record<AuditEntry["outcome"], Tone> = { done: "success", denied: "warning", failed: "danger" };

type AuditListProps = {
  rows: readonly AuditEntry[];
  current: number | null;
  hrefOf: (sequence: number) => string;
  empty: ReactNode;
};

/** A page of the log. */
export function AuditList({ rows, current, hrefOf, empty }: AuditListProps) {
  const t = useTranslations("audit");
  const { actionOf, actorOf } = useAuditWords();
  const columns: DataColumn<AuditEntry>[] = [
    {
      id: "sequence",
      header: t("columns.sequence"),
      width: "5.5rem",
      card: "line",
      cell: (row) => <span className="text-subtle tabular-nums">{row.sequence}</span>,
    },
    {
      id: "action",
      header: t("columns.action"),
      card: "title",
      cell: (row) => (
        <span className="flex items-center gap-2">
          {actionOf(row)}
          {row.isWalled ? <Lock aria-label={t("walled.label")} className="size-3.5 shrink-0 text-warning" /> : null}
        </span>
      ),
    },
    { id: "actor", header: t("columns.actor"), width: "16rem", card: "line", cell: (row) => actorOf(row) },
    {
      id: "outcome",
      header: t("columns.outcome"),
      width: "9rem",
      card: "aside",
      cell: (row) => <Status tone={TONES[row.outcome]}>{t(`outcomes.${row.outcome}`)}</Status>,
    },
    {
      id: "time",
      header: t("columns.time"),
      width: "10rem",
      align: "end",
      card: "line",
      cell: (row) => <RelativeTime value={row.occurredAt} />,
    },
  ];
  return (
    <DataList
      caption={t("listCaption")}
      columns={columns}
      rows={rows}
      rowKey={(row) => String(row.sequence)}
      rowHref={(row) => hrefOf(row.sequence)}
      isCurrent={(row) => row.sequence === current}
      empty={empty}
    />
  );
}
