"use client";

import { Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useToast } from "@/components/ui/use-toast";
import { DO_NOT_CALL_LISTS } from "@/lib/domain/do-not-call/do-not-call.schema";
import { useRefusal } from "../../use-refusal";
import { ImportPreview } from "./import-preview";
import { type ListImportActions, useListImport } from "./use-list-import";

type ImportListProps = ListImportActions & { today: string };

/** Brings a list in: what it is and its file, what it would do, then the run. */
export function ImportList(props: ImportListProps) {
  const t = useTranslations("do-not-call.import");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button variant="primary" icon={<Upload />}>
          {t("act")}
        </Button>
      }
      title={t("title")}
      description={t("description")}
      size="lg"
    >
      <ImportForm {...props} close={() => setIsOpen(false)} />
    </Dialog>
  );
}

const FIELDS = ["list", "source", "listedOn", "text", "column"] as const;

function ImportForm({ today, close, ...actions }: ImportListProps & { close: () => void }) {
  const t = useTranslations("do-not-call");
  const common = useTranslations("common.actions");
  const toast = useToast();
  const refusal = useRefusal();
  const { wish, plan, answer, progress, isPending, change, check, run } = useListImport(actions, today);
  const errorOf = (field: (typeof FIELDS)[number]) =>
    answer?.validationErrors?.fieldErrors[field] ? t(`import.problems.${field}`) : undefined;
  const failure = FIELDS.some((field) => errorOf(field) !== undefined) ? null : refusal(answer);
  const wanted = plan === null ? 0 : plan.counts.create + plan.counts.merge;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (plan === null) return check(null);
    run((counts) => {
      close();
      toast({ title: t("import.done", { count: counts.create + counts.merge }), tone: "success" });
    });
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("import.list")} error={errorOf("list")}>
          <Select
            value={wish.list}
            onValueChange={(value) => change({ list: DO_NOT_CALL_LISTS.find((list) => list === value) ?? wish.list })}
            options={DO_NOT_CALL_LISTS.map((list) => ({ value: list, label: t(`lists.${list}`) }))}
          />
        </Field>
        <Field label={t("import.listedOn")} error={errorOf("listedOn")}>
          <Input type="date" max={today} value={wish.listedOn} onValueChange={(listedOn) => change({ listedOn })} />
        </Field>
      </div>
      <Field label={t("import.source")} hint={t("import.sourceHint")} error={errorOf("source")}>
        <Input value={wish.source} onValueChange={(source) => change({ source })} autoComplete="off" maxLength={200} />
      </Field>
      <Field label={t("import.file")} error={errorOf("text")}>
        <Input
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          className="h-auto py-1"
          onChange={async ({ currentTarget }) => change({ text: (await currentTarget.files?.[0]?.text()) ?? "" })}
        />
      </Field>
      {plan && plan.headers.length > 1 ? (
        <Field label={t("import.column")} error={errorOf("column")}>
          <Select
            value={String(plan.column)}
            onValueChange={(column) => check(Number(column))}
            options={plan.headers.map((header, index) => ({
              value: String(index),
              label: header || t("import.columnNumber", { number: index + 1 }),
            }))}
          />
        </Field>
      ) : null}
      {plan ? <ImportPreview plan={plan} /> : null}
      {progress !== null && progress.parts > 1 ? (
        <p role="status" className="text-sm text-muted tabular-nums">
          {t("import.progress", progress)}
        </p>
      ) : null}
      {failure ? (
        <Callout tone="danger" role="alert">
          {failure}
        </Callout>
      ) : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={close}>{common("cancel")}</Button>
        <Button type="submit" variant="primary" pending={isPending} disabled={plan !== null && wanted === 0}>
          {plan === null ? t("import.check") : t("import.run", { count: wanted })}
        </Button>
      </div>
    </form>
  );
}
