"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/use-toast";
import type { Broadcast } from "@/lib/domain/broadcasts/find-broadcast";
import type { EditorChoices } from "@/lib/domain/broadcasts/load-editor-choices";
import { findTemplateFault } from "@/lib/domain/templates/template-variables";
import { type Refused, useRefusal } from "../use-refusal";
import { AudienceFields } from "./audience-fields";
import { AudienceFigures } from "./audience-figures";
import { audienceOf, contentOf, type DraftContent } from "./draft-content";
import type { EditorActs } from "./editor-acts";
import { LineFields } from "./line-fields";
import { StartDialog } from "./start-dialog";
import { TextFields } from "./text-fields";
import { useAudiencePreview } from "./use-audience-preview";

type EditorProps = { draft: Broadcast | null; choices: EditorChoices; acts: EditorActs };

export type FieldsProps = {
  content: DraftContent;
  change: (changes: Partial<DraftContent>) => void;
  errorOf: (field: string) => string | undefined;
};

type Saved = { id: string; updatedAt: Date };

/** A draft: text, audience, line and pace, with who gets it and what it costs always beside them. */
export function BroadcastEditor({ draft, choices, acts }: EditorProps) {
  const t = useTranslations("broadcasts");
  const fields = useTranslations("errors.fields");
  const router = useRouter();
  const toast = useToast();
  const refusal = useRefusal();
  const [content, setContent] = useState(() => contentOf(draft, choices));
  const [answer, setAnswer] = useState<Refused>(undefined);
  const [ready, setReady] = useState<Saved | null>(null);
  const [draftId, setDraftId] = useState(draft?.id ?? null);
  const [isPending, startSaving] = useTransition();
  const preview = useAudiencePreview(content, acts.preview);
  const change = (changes: Partial<DraftContent>) => setContent((known) => ({ ...known, ...changes }));

  function errorOf(field: string): string | undefined {
    const reason = answer?.validationErrors?.fieldErrors[field]?.[0];
    if (reason === undefined) return undefined;
    if (reason === "range") return t("editor.range");
    return fields(reason === "required" || reason === "tooLong" || reason === "unsafeCharacters" ? reason : "invalid");
  }

  function save(then: (saved: Saved) => void) {
    startSaving(async () => {
      const { name, purpose, lineId, bodyEn, bodyEs, perMinute } = content;
      const audience = audienceOf(content);
      const values = { broadcastId: draftId, name, purpose, lineId, bodyEn, bodyEs, perMinute, audience };
      const result = await acts.save(values as Parameters<EditorActs["save"]>[0]);
      setAnswer(result);
      if (!result?.data) return;
      setDraftId(result.data.id);
      then(result.data);
    });
  }

  const hasFault = findTemplateFault(content.bodyEn) !== null || findTemplateFault(content.bodyEs) !== null;
  const shared = { content, change, errorOf };
  const failure = refusal(answer);
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="flex min-w-0 flex-col gap-4">
        <Card title={t("editor.step1")}>
          <TextFields {...shared} templates={choices.templates} />
        </Card>
        <Card title={t("editor.step2")}>
          <AudienceFields {...shared} />
        </Card>
        <Card title={t("editor.step3")}>
          <LineFields {...shared} lines={choices.lines} />
        </Card>
        {failure ? (
          <Callout tone="danger" role="alert">
            {failure}
          </Callout>
        ) : null}
        <div className="flex flex-wrap justify-end gap-2">
          {draft ? (
            <ConfirmDialog
              trigger={<Button variant="danger-quiet">{t("editor.delete")}</Button>}
              title={t("editor.deleteTitle")}
              consequences={t("editor.deleteBody")}
              confirmLabel={t("editor.delete")}
              onConfirm={async () => {
                const error = refusal(await acts.remove({ broadcastId: draft.id }));
                if (error !== null) return { error };
                toast({ title: t("editor.deleted") });
                router.push("/desk/broadcasts");
                return undefined;
              }}
            />
          ) : null}
          <Button
            pending={isPending}
            disabled={hasFault}
            onClick={() =>
              save(({ id }) => {
                toast({ title: t("editor.saved"), tone: "success" });
                router.push(`/desk/broadcasts/${id}`);
              })
            }
          >
            {t("editor.save")}
          </Button>
          <Button
            variant="primary"
            pending={isPending}
            disabled={hasFault || preview.figures === null}
            onClick={() => save(setReady)}
          >
            {t("editor.start")}
          </Button>
        </div>
      </div>
      <aside aria-label={t("editor.side")} className="lg:sticky lg:top-4">
        <AudienceFigures preview={preview} />
      </aside>
      {ready && preview.figures ? (
        <StartDialog
          broadcastId={ready.id}
          updatedAt={ready.updatedAt}
          content={content}
          line={choices.lines.find(({ id }) => id === content.lineId)?.label ?? ""}
          now={choices.now}
          figures={preview.figures}
          start={acts.start}
          onClose={() => setReady(null)}
        />
      ) : null}
    </div>
  );
}
