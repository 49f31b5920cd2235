import { useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import { CopyButton } from "@/components/ui/copy-button";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { type Change, DiffView } from "@/components/ui/diff-view";
import { ExactTime } from "@/components/ui/exact-time";
import { TextLink } from "@/components/ui/text-link";
import { type AuditValue, auditChanges } from "@/lib/domain/audit/audit-changes";
import type { AuditEntry } from "@/lib/domain/audit/list-audit-entries";
import { useAuditWords } from "./audit-words";

/** What an entry says: who, what, when, and the values before and after as far as the log keeps them. */
export function EntryDetail({ entry, recordHref }: { entry: AuditEntry; recordHref: string }) {
  const t = useTranslations("audit");
  const { actionOf, actorOf, subjectOf } = useAuditWords();
  return (
    <div className="flex flex-col gap-4">
      <DescriptionList>
        <DescriptionItem term={t("detail.action")}>
          {actionOf(entry)} <code className="font-mono text-xs text-subtle">{entry.action}</code>
        </DescriptionItem>
        <DescriptionItem term={t("detail.subject")}>{subjectOf(entry.subjectType)}</DescriptionItem>
        {entry.subjectId === null ? null : (
          <DescriptionItem term={t("detail.record")}>
            <Identifier value={entry.subjectId} />
            <TextLink href={recordHref} className="block w-fit text-sm">
              {t("sameRecord")}
            </TextLink>
          </DescriptionItem>
        )}
        <DescriptionItem term={t("detail.actor")}>{actorOf(entry)}</DescriptionItem>
        <DescriptionItem term={t("detail.outcome")}>{t(`outcomes.${entry.outcome}`)}</DescriptionItem>
        <DescriptionItem term={t("detail.time")}>
          <ExactTime value={entry.occurredAt} withZone />
        </DescriptionItem>
        <DescriptionItem term={t("detail.request")}>
          {entry.requestId ? <Identifier value={entry.requestId} /> : null}
        </DescriptionItem>
        <DescriptionItem term={t("detail.hash")}>
          <Identifier value={entry.hash} />
        </DescriptionItem>
      </DescriptionList>
      {entry.isWalled ? <Callout title={t("walled.label")}>{t("walled.body")}</Callout> : <Values entry={entry} />}
    </div>
  );
}

function Values({ entry }: { entry: AuditEntry }) {
  const t = useTranslations("audit.detail");
  if (entry.detail === null) return <Callout>{t("erased")}</Callout>;
  const changes = auditChanges(entry.detail);
  if (changes.length === 0) return <p className="text-sm text-muted">{t("none")}</p>;
  const hidesValues = changes.some(({ before, after }) => before.kind === "redacted" || after.kind === "redacted");
  const shown = (value: AuditValue) => {
    if (value.kind === "none") return null;
    return value.kind === "redacted" ? t("redacted") : value.text;
  };
  const lines: Change[] = changes.map(({ field, before, after }) => ({
    field,
    before: shown(before),
    after: shown(after),
  }));
  return (
    <div className="flex flex-col gap-2">
      <DiffView changes={lines} />
      {hidesValues ? <p className="text-xs text-subtle">{t("redactedHint")}</p> : null}
    </div>
  );
}

function Identifier({ value }: { value: string }) {
  return (
    <span className="flex items-start gap-1">
      <code className="font-mono text-xs leading-5 wrap-anywhere">{value}</code>
      <CopyButton value={value} size="sm" />
    </span>
  );
}
