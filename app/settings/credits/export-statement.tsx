"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import type { z } from "zod";
import { saveCsv } from "@/app/desk/save-csv";
import { useRefusal } from "@/app/desk/use-refusal";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { exportStatementInput, StatementFilter } from "@/lib/domain/credits/credits.schema";
import type { StatementExport } from "@/lib/domain/credits/export-entries";

export type ExportStatementAction = ActionOf<z.input<typeof exportStatementInput>, StatementExport>;

type ExportStatementProps = { filter: StatementFilter; exportStatement: ExportStatementAction };

/** Saves the statement, as it is filtered, as a file; says so when it held only the newest lines. */
export function ExportStatement({ filter, exportStatement }: ExportStatementProps) {
  const t = useTranslations("credits.export");
  const toast = useToast();
  const refusal = useRefusal();
  const [isPending, startExport] = useTransition();

  function save() {
    startExport(async () => {
      const answer = await exportStatement(filter);
      if (!answer?.data) {
        toast({ title: refusal(answer) ?? t("failed"), tone: "danger" });
        return;
      }
      const { csv, lines, isCut } = answer.data;
      saveCsv(csv, `credits-${new Date().toISOString().slice(0, 10)}.csv`);
      toast({ title: t(isCut ? "cut" : "done", { count: lines }), tone: "success" });
    });
  }

  return (
    <Button icon={<Download />} pending={isPending} onClick={save}>
      {t("act")}
    </Button>
  );
}
