"use client";

import { useTranslations } from "next-intl";
import { useRef, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { RelativeTime } from "@/components/ui/relative-time";
import { Textarea } from "@/components/ui/textarea";
import type { ActionOf } from "@/lib/actions/action-result";
import type { CaseRecord } from "@/lib/domain/cases/find-case";

type CaseNotesProps = {
  caseId: string;
  notes: CaseRecord["notes"];
  canWrite: boolean;
  add: ActionOf<{ caseId: string; body: string }, { id: string }>;
};

/** The case's notes, newest first, and a place to write one. */
export function CaseNotes({ caseId, notes, canWrite, add }: CaseNotesProps) {
  const t = useTranslations("cases");
  const form = useRef<HTMLFormElement>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isSaving, startSaving] = useTransition();

  function save(data: FormData) {
    const body = String(data.get("body") ?? "");
    startSaving(async () => {
      const result = await add({ caseId, body });
      setFailure(result?.data ? null : t("errors.failed", { message: result?.serverError?.message ?? "" }));
      if (result?.data) form.current?.reset();
    });
  }

  return (
    <Card title={t("page.notes")} description={t("page.notesHint")}>
      <div className="flex flex-col gap-4">
        {canWrite ? (
          <form
            ref={form}
            className="flex flex-col gap-2"
            onSubmit={(event) => {
              event.preventDefault();
              save(new FormData(event.currentTarget));
            }}
          >
            <Field label={t("page.addNote")} name="body" hideLabel>
              <Textarea placeholder={t("page.addNote")} rows={2} maxLength={4000} required />
            </Field>
            {failure ? (
              <Callout tone="danger" role="alert">
                {failure}
              </Callout>
            ) : null}
            <div className="flex justify-end">
              <Button type="submit" size="sm" pending={isSaving}>
                {t("page.saveNote")}
              </Button>
            </div>
          </form>
        ) : null}
        {notes.length === 0 ? <p className="text-sm text-subtle">{t("page.noNotes")}</p> : null}
        <ul className="flex flex-col gap-3">
          {notes.map((note) => (
            <li key={note.id} className="flex flex-col gap-1 border-l-2 border-line ps-3 text-sm">
              <p className="whitespace-pre-wrap wrap-anywhere text-ink">{note.body}</p>
              <p className="text-xs text-subtle">
                {note.authorName ?? t("page.someone")} · <RelativeTime value={note.createdAt} />
              </p>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
}
