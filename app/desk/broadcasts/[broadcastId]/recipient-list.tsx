import { UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Tone } from "@/components/ui/badge";
import { type DataColumn, DataList } from "@/components/ui/data-list";
import { EmptyState } from "@/components/ui/empty-state";
import { Status } from "@/components/ui/status";
import { TextLink } from "@/components/ui/text-link";
import type { RecipientOutcome } from "@/lib/domain/broadcasts/broadcasts.schema";
import type { RecipientRow } from "@/lib/domain/broadcasts/list-recipients";
import { providerTextOf } from "@/lib/domain/messages/message-failure";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import { useOutcomeWords } from "../use-reason-words";

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
      cell: (row) => <Reason row={row} />,
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

/** Why, what may be done, and the provider's own code and words. */
function Reason({ row }: { row: RecipientRow }) {
  const t = useTranslations("broadcasts.run");
  const failures = useTranslations("message-failures");
  const explain = useOutcomeWords();
  const { outcome, reason, conversationId } = row;
  if (reason === null) return null;
  const { cause, next } = explain({ outcome, reason });
  const providerText = providerTextOf({ code: row.providerCode, text: row.providerText });
  return (
    <span className="flex flex-col gap-0.5 wrap-anywhere">
      <span>{cause}</span>
      {next === null ? null : (
        <span className="text-xs text-muted">
          {next}{" "}
          {conversationId === null ? null : (
            <TextLink href={`/desk/inbox?view=all&c=${conversationId}`}>{t("openConversation")}</TextLink>
          )}
        </span>
      )}
      {providerText === null ? null : (
        <span className="text-xs text-subtle">{failures("provider", { text: providerText })}</span>
      )}
    </span>
  );
}
