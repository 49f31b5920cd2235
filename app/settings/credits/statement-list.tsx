import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type DataColumn, DataList } from "@/components/ui/data-list";
import { ExactTime } from "@/components/ui/exact-time";
import { Status } from "@/components/ui/status";
import { TextLink } from "@/components/ui/text-link";
import type { CreditEntry } from "@/lib/domain/credits/list-entries";
import { useEntryReason } from "./use-entry-reason";

const TONES = {
  hold: "neutral",
  capture: "accent",
  release: "neutral",
  expire: "warning",
  grant: "success",
  adjust: "warning",
} as const;

/** The ledger's lines: what happened, for whom, what it did to the balance. */
export function StatementList({ rows, empty }: { rows: readonly CreditEntry[]; empty: ReactNode }) {
  const t = useTranslations("credits");
  const format = useFormatter();
  const signed = (amount: number) => format.number(amount, { signDisplay: "exceptZero" });
  const columns: DataColumn<CreditEntry>[] = [
    {
      id: "what",
      header: t("statement.columns.what"),
      card: "title",
      cell: (entry) => <What entry={entry} />,
    },
    {
      id: "for",
      header: t("statement.columns.for"),
      width: "24%",
      card: "line",
      cell: (entry) => <For entry={entry} />,
    },
    {
      id: "change",
      header: t("statement.columns.change"),
      width: "6rem",
      align: "end",
      card: "aside",
      cell: (entry) => <span className="text-ink tabular-nums">{signed(entry.balanceDelta)}</span>,
    },
    {
      id: "held",
      header: t("statement.columns.held"),
      width: "6rem",
      align: "end",
      card: "labelled",
      cell: (entry) => <span className="tabular-nums text-muted">{signed(entry.heldDelta)}</span>,
    },
    {
      id: "balance",
      header: t("statement.columns.balance"),
      width: "6rem",
      align: "end",
      card: "labelled",
      cell: (entry) => <span className="tabular-nums">{format.number(entry.balanceAfter)}</span>,
    },
    {
      id: "when",
      header: t("statement.columns.when"),
      width: "11rem",
      align: "end",
      card: "line",
      cell: (entry) => <ExactTime value={entry.createdAt} />,
    },
  ];
  return (
    <DataList
      caption={t("statement.caption")}
      columns={columns}
      rows={rows}
      rowKey={(entry) => String(entry.sequence)}
      empty={empty}
    />
  );
}

function What({ entry }: { entry: CreditEntry }) {
  const t = useTranslations("credits");
  const reason = useEntryReason()(entry);
  const { hold } = entry;
  // A call is set aside by the longest there can be; what was used of it, and what came back, is a part.
  const count = hold === null ? 0 : entry.kind === "hold" ? hold.quantity : -entry.heldDelta / hold.unitPrice;
  return (
    <span className="flex min-w-0 flex-col py-1">
      <span className="flex flex-wrap items-center gap-x-2">
        <Status tone={TONES[entry.kind]}>{t(`kinds.${entry.kind}`)}</Status>
        {hold ? <span className="text-ink">{t(`quantities.${hold.service}`, { count })}</span> : null}
      </span>
      {reason ? <span className="text-xs text-subtle wrap-anywhere">{reason}</span> : null}
    </span>
  );
}

function For({ entry }: { entry: CreditEntry }) {
  const t = useTranslations("credits.statement");
  const { record, hold, actor } = entry;
  const person = actor === null ? null : (actor.name ?? t(hold === null ? "platform" : "formerMember"));
  return (
    <span className="flex min-w-0 flex-col py-1">
      {record ? (
        <TextLink
          href={record.kind === "call" ? `/desk/calls/${record.id}` : `/desk/inbox?c=${record.id}`}
          className="truncate"
        >
          {record.contactName ?? t(`records.${record.kind}`)}
        </TextLink>
      ) : hold ? (
        <span className="text-subtle">{t("hidden")}</span>
      ) : null}
      {person ? <span className="truncate text-xs text-subtle">{person}</span> : null}
    </span>
  );
}
