"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { useChange } from "../acts/use-change";
import { useInbox } from "../inbox-context";
import type { ConversationDetail } from "../inbox-data";

const MOST_CHARACTERS = 30;

/** The tags of a conversation; a new one is typed, one is taken off by its cross. */
export function TagsEditor({ conversation }: { conversation: ConversationDetail }) {
  const t = useTranslations("inbox.tags");
  const { can } = useInbox();
  const change = useChange();
  const [text, setText] = useState("");
  const { id, tags } = conversation;

  function add(event: FormEvent) {
    event.preventDefault();
    const tag = text.trim();
    if (tag === "") return;
    setText("");
    void change([id], { kind: "tag", tag });
  }

  return (
    <div className="flex flex-col gap-2">
      {tags.length > 0 ? (
        <ul className="flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li
              key={tag}
              className="inline-flex h-6 max-w-full items-center gap-0.5 rounded-xs border border-line bg-raised ps-1.5 text-xs text-muted"
            >
              <span className="truncate">{tag}</span>
              {can.write ? (
                <button
                  type="button"
                  aria-label={t("remove", { tag })}
                  onClick={() => void change([id], { kind: "untag", tag })}
                  className="grid size-6 place-items-center rounded-xs text-subtle hover:text-ink"
                >
                  <X className="size-3" />
                </button>
              ) : (
                <span className="w-1.5" />
              )}
            </li>
          ))}
        </ul>
      ) : can.write ? null : (
        <p className="text-muted">{t("none")}</p>
      )}
      {can.write ? (
        <form onSubmit={add} className="flex gap-1.5">
          <Input
            aria-label={t("add")}
            placeholder={t("add")}
            value={text}
            maxLength={MOST_CHARACTERS}
            onValueChange={(value) => setText(String(value))}
          />
          <IconButton
            type="submit"
            label={t("add")}
            icon={<Plus />}
            variant="secondary"
            disabled={text.trim() === ""}
          />
        </form>
      ) : null}
    </div>
  );
}
