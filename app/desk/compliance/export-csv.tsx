"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { saveCsv } from "@/app/desk/save-csv";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import { useRefusal } from "../use-refusal";

type ExportCsvProps<Filter> = {
  /** The file's name, before the day. */
  name: string;
  filter: Filter;
  read: ActionOf<Filter, { csv: string; rows: number; isWhole: boolean }>;
};

/** Saves a register, as it is filtered, as a file. */
export function ExportCsv<Filter>({ name, filter, read }: ExportCsvProps<Filter>) {
  const t = useTranslations("compliance-desk.export");
  const toast = useToast();
  const refusal = useRefusal();
  const [isPending, startExport] = useTransition();

  function save() {
    startExport(async () => {
      const answer = await read(filter);
      if (!answer?.data) {
        toast({ title: refusal(answer) ?? t("failed"), tone: "danger" });
        return;
      }
      const { csv, rows, isWhole } = answer.data;
      saveCsv(csv, `${name}-${new Date().toISOString().slice(0, 10)}.csv`);
      toast({ title: t(isWhole ? "done" : "cut", { count: rows }), tone: "success" });
    });
  }

  return (
    <Button icon={<Download />} pending={isPending} onClick={save}>
      {t("act")}
    </Button>
  );
}
