"use client";

import { Lock, MessageSquareReply, StickyNote } from "lucide-react";
import { useTranslations } from "next-intl";
import { useImperativeHandle, useRef, useState } from "react";
import { chipStyles } from "@/components/ui/tab-styles";
import { useInbox } from "../inbox-context";
import type { ConversationDetail } from "../inbox-data";
import { useComposerHandle } from "./composer-handle";
import { NoteEditor } from "./note-editor";
import { ReplyEditor, type ReplyHandle } from "./reply-editor";

/** Where the firm answers: a reply that goes to the person, or a note that stays among colleagues. */
export function Composer({ conversation }: { conversation: ConversationDetail }) {
  const t = useTranslations("inbox.composer");
  const { can } = useInbox();
  const [mode, setMode] = useState<"reply" | "note">("reply");
  const reply = useRef<ReplyHandle>(null);
  const note = useRef<HTMLTextAreaElement>(null);

  useImperativeHandle(useComposerHandle(), () => ({
    reply: () => {
      setMode("reply");
      requestAnimationFrame(() => reply.current?.focus());
    },
    note: () => {
      setMode("note");
      requestAnimationFrame(() => note.current?.focus());
    },
    write: (text) => {
      setMode("reply");
      reply.current?.write(text);
    },
  }));

  if (!can.write && !can.send) {
    return (
      <p className="flex items-center gap-2 border-t border-line bg-sunken px-4 py-3 text-sm text-muted">
        <Lock aria-hidden="true" className="size-4 shrink-0 text-subtle" />
        {t("readOnly")}
      </p>
    );
  }
  return (
    <section aria-label={t("label")} className="flex flex-col gap-2 border-t border-line bg-surface px-3 pt-2 pb-3">
      <fieldset className="flex gap-1">
        <legend className="sr-only">{t("mode")}</legend>
        {(["reply", "note"] as const).map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={mode === each}
            onClick={() => setMode(each)}
            className={`${chipStyles} aria-pressed:border-line aria-pressed:bg-raised aria-pressed:font-medium aria-pressed:text-ink`}
          >
            {each === "reply" ? (
              <MessageSquareReply aria-hidden="true" className="size-3.5" />
            ) : (
              <StickyNote aria-hidden="true" className="size-3.5" />
            )}
            {t(each)}
          </button>
        ))}
      </fieldset>
      <div hidden={mode !== "reply"}>
        {can.send ? (
          <ReplyEditor conversation={conversation} isShown={mode === "reply"} handle={reply} />
        ) : (
          <p className="py-2 text-sm text-muted">{t("mayNotSend")}</p>
        )}
      </div>
      {mode === "note" ? <NoteEditor conversationId={conversation.id} field={note} /> : null}
    </section>
  );
}
