"use client";

import { useTranslations } from "next-intl";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import type { ImportPlan } from "./use-list-import";

const OUTCOMES = ["create", "merge", "skip", "error"] as const;

/** What a file would do: how many rows of each kind, and some of them. */
export function ImportPreview({ plan }: { plan: ImportPlan }) {
  const t = useTranslations("do-not-call.import");
  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm text-ink" role="status">
        {t("checked", { count: plan.total })}{" "}
        {OUTCOMES.map((outcome) => t(`counts.${outcome}`, { count: plan.counts[outcome] })).join(" · ")}
      </p>
      <div className="max-h-60 overflow-y-auto rounded-lg border border-line">
        <Table caption={t("rows")}>
          <TableHeader>
            <TableRow>
              <TableHead>{t("line")}</TableHead>
              <TableHead>{t("typed")}</TableHead>
              <TableHead>{t("outcome")}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {plan.rows.map((row) => (
              <TableRow key={row.line}>
                <TableCell>{row.line}</TableCell>
                <TableCell>{row.e164 === null ? row.typed : formatPhone(row.e164)}</TableCell>
                <TableCell>{t(`outcomes.${row.outcome}`)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      {plan.total > plan.rows.length ? (
        <p className="text-xs text-subtle">{t("shown", { count: plan.rows.length })}</p>
      ) : null}
    </div>
  );
}
