"use client";

import { useQueryClient } from "@tanstack/react-query";
import { StickyNote } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type RefObject, useState, useTransition } from "react";
import { useModifierKey } from "@/components/desk/use-modifier-key";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { controlStyles } from "@/components/ui/control-styles";
import { Kbd } from "@/components/ui/kbd";
import { useRefusal } from "../../use-refusal";
import { addNoteAction } from "../actions";
import { useInbox } from "../inbox-context";
import { refreshConversation } from "../refresh-inbox";
import { SuggestionList } from "./suggestion-list";
import { useSuggestions } from "./use-suggestions";

const PATTERN = /(?:^|\s)@([\p{L}\d.'-]*)$/u;

type NoteEditorProps = { conversationId: string; field: RefObject<HTMLTextAreaElement | null> };

/** A note to colleagues; `@` names one, who is told. It is never sent to the person. */
export function NoteEditor({ conversationId, field }: NoteEditorProps) {
  const t = useTranslations("inbox.notes");
  const queries = useQueryClient();
  const refusal = useRefusal();
  const modifier = useModifierKey();
  const { colleagues, can } = useInbox();
  const [body, setBody] = useState("");
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, startSaving] = useTransition();
  const suggestions = useSuggestions({
    field,
    pattern: PATTERN,
    find: (query) =>
      colleagues
        .filter(({ name }) => name.toLowerCase().includes(query.toLowerCase()))
        .map(({ userId, name }) => ({ id: userId, label: name, hint: "" })),
    onPick: ({ label }, { start, end }) => {
      const named = `@${label} `;
      setBody(body.slice(0, start) + named + body.slice(end));
      requestAnimationFrame(() => field.current?.setSelectionRange(start + named.length, start + named.length));
    },
  });
  const mentioned = colleagues.filter(({ name }) => body.includes(`@${name}`));

  function save() {
    if (body.trim() === "" || isPending) return;
    startSaving(async () => {
      const answer = await addNoteAction({
        conversationId,
        body,
        mentions: mentioned.map(({ userId }) => userId),
      });
      const problem = refusal(answer);
      setFailure(problem);
      if (problem !== null) return;
      setBody("");
      await refreshConversation(queries, conversationId);
    });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (suggestions.onKeyDown(event)) return;
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      save();
    } else if (event.key === "Escape") {
      event.preventDefault();
      field.current?.blur();
    }
  }

  if (!can.write) return <p className="py-2 text-sm text-muted">{t("mayNot")}</p>;
  return (
    <div className="flex flex-col gap-2">
      <div className="relative">
        {suggestions.isOpen ? <SuggestionList label={t("colleagues")} {...suggestions.list} /> : null}
        <textarea
          ref={field}
          aria-label={t("text")}
          {...suggestions.aria}
          rows={2}
          maxLength={4_000}
          value={body}
          placeholder={t("placeholder")}
          onChange={(event) => {
            setBody(event.target.value);
            suggestions.look();
          }}
          onKeyDown={onKeyDown}
          onBlur={suggestions.close}
          className={cn(
            controlStyles,
            "field-sizing-content max-h-48 min-h-16 resize-none border-warning-line bg-warning-soft px-2.5 py-1.5 leading-5",
          )}
        />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <span className="min-w-0 flex-1 text-xs text-muted">
          {failure ? (
            <span role="alert" className="text-danger">
              {failure}
            </span>
          ) : mentioned.length > 0 ? (
            t("tells", { names: mentioned.map(({ name }) => name).join(", ") })
          ) : (
            t("private")
          )}
        </span>
        <span className="max-sm:hidden">
          <Kbd keys={[modifier, "↵"]} />
        </span>
        <Button
          variant="primary"
          icon={<StickyNote />}
          pending={isPending}
          disabled={body.trim() === ""}
          focusableWhenDisabled
          onClick={save}
        >
          {t("save")}
        </Button>
      </div>
    </div>
  );
}
