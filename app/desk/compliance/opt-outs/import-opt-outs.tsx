"use client";

import { Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { type ImportActions, useImport } from "./use-import";

const OUTCOMES = ["create", "merge", "skip", "error"] as const;

/** Brings numbers in from a file: what each row would do first, then the run in steps. It can only block, never allow. */
export function ImportOptOuts(actions: ImportActions) {
  const t = useTranslations("compliance-desk.import");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={<Button icon={<Upload />}>{t("act")}</Button>}
      title={t("title")}
      description={t("description")}
      size="lg"
    >
      <ImportSteps {...actions} close={() => setIsOpen(false)} />
    </Dialog>
  );
}

function ImportSteps({ close, ...actions }: ImportActions & { close: () => void }) {
  const t = useTranslations("compliance-desk.import");
  const common = useTranslations("common.actions");
  const { plan, failure, isPending, progress, isDone, choose, run } = useImport(actions);
  const [day, setDay] = useState(() => new Date().toISOString().slice(0, 10));
  const [file, setFile] = useState<File | null>(null);
  const isUseful = plan !== null && plan.counts.create + plan.counts.merge > 0;
  return (
    <div className="flex flex-col gap-4">
      <Field label={t("day")} hint={t("dayHint")}>
        <Input
          type="date"
          value={day}
          onValueChange={(value) => {
            setDay(value);
            if (file && value) void choose(file, value);
          }}
        />
      </Field>
      <Field label={t("file")} hint={t("fileHint")}>
        <Input
          type="file"
          accept=".csv,text/csv,text/plain"
          className="h-auto py-1"
          onChange={(event) => {
            const chosen = event.currentTarget.files?.[0] ?? null;
            setFile(chosen);
            void choose(chosen, day);
          }}
        />
      </Field>
      {failure ? (
        <Callout tone="danger" role="alert">
          {failure}
        </Callout>
      ) : null}
      {plan ? (
        <>
          <p className="text-sm text-ink" role="status">
            {isDone ? t("finished", { count: plan.total }) : t("plan", { count: plan.total })}{" "}
            {OUTCOMES.map((outcome) => t(`counts.${outcome}`, { count: plan.counts[outcome] })).join(" · ")}
          </p>
          {progress === null || isDone ? null : (
            <progress className="w-full" max={plan.total} value={progress} aria-label={t("progress")} />
          )}
          <div className="max-h-72 overflow-y-auto">
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
                    <TableCell>{row.e164 ?? row.typed}</TableCell>
                    <TableCell>{row.fault ? t(`faults.${row.fault}`) : t(`outcomes.${row.outcome}`)}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </div>
        </>
      ) : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={close}>{isDone ? common("close") : common("cancel")}</Button>
        {isDone ? null : (
          <Button variant="primary" pending={isPending} disabled={!isUseful} onClick={() => void run(day)}>
            {t("run", { count: plan ? plan.counts.create + plan.counts.merge : 0 })}
          </Button>
        )}
      </div>
    </div>
  );
}
