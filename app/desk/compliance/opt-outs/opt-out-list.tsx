import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useAddressWords } from "@/app/desk/use-address-words";
import { DataList } from "@/components/ui/data-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { OptOutRow } from "@/lib/domain/opt-outs/list-opt-outs";

/** The register, what was said last first. */
export function OptOutList({ rows, empty }: { rows: readonly OptOutRow[]; empty: ReactNode }) {
  const t = useTranslations("compliance-desk");
  const addressWords = useAddressWords();
  return (
    <DataList
      caption={t("tabs.opt-outs")}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/desk/compliance/opt-outs/${row.id}`}
      empty={empty}
      columns={[
        {
          id: "number",
          header: t("columns.number"),
          card: "title",
          cell: (row) => (
            <span className="flex min-w-0 gap-2">
              <span className="truncate font-medium text-ink tabular-nums">{addressWords(row.e164)}</span>
              {row.owner ? (
                <span className="truncate text-muted">{`${row.owner.firstName} ${row.owner.lastName}`}</span>
              ) : null}
            </span>
          ),
        },
        {
          id: "state",
          header: t("columns.state"),
          width: "9rem",
          card: "aside",
          cell: (row) => (
            <Status tone={row.state === "opted_out" ? "danger" : "success"}>{t(`states.${row.state}`)}</Status>
          ),
        },
        {
          id: "channel",
          header: t("columns.channel"),
          width: "9rem",
          card: "line",
          cell: (row) => (
            <span>
              {t(`channels.${row.channel}`)}
              {row.scope === "marketing" ? `, ${t("scopes.marketing")}` : ""}
            </span>
          ),
        },
        {
          id: "source",
          header: t("columns.source"),
          width: "9rem",
          card: "line",
          cell: (row) => t(`sources.${row.source}`),
        },
        {
          id: "words",
          header: t("columns.words"),
          width: "26%",
          card: "hidden",
          cell: (row) => (
            <span className="truncate text-muted">{row.isWalled ? t("behindWall") : (row.words ?? "–")}</span>
          ),
        },
        {
          id: "when",
          header: t("columns.saidAt"),
          width: "8rem",
          align: "end",
          card: "line",
          cell: (row) => <RelativeTime value={row.effectiveAt} />,
        },
      ]}
    />
  );
}
