"use client";

import { StickyNote } from "lucide-react";
import { useTranslations } from "next-intl";
import { ExactTime } from "@/components/ui/exact-time";
import type { ThreadItem } from "../inbox-data";

/** A note among colleagues: in another colour than anything that was sent. */
export function NoteCard({ note }: { note: Extract<ThreadItem, { kind: "note" }> }) {
  const t = useTranslations("inbox.thread");
  const name = note.authorName ?? t("somebody");
  const names = note.mentions.map((mention) => mention.name ?? t("somebody"));
  return (
    <article
      aria-label={t("noteBy", { name })}
      className="flex max-w-[min(34rem,88%)] flex-col gap-1 self-end rounded-lg border border-warning-line bg-warning-soft px-3 py-2 text-sm"
    >
      <p className="flex items-center gap-1.5 text-2xs text-warning">
        <StickyNote aria-hidden="true" className="size-3" />
        {t("note")} · {name} · <ExactTime value={note.at} show="time" />
      </p>
      <p className="wrap-anywhere whitespace-pre-wrap text-ink">{note.body}</p>
      {names.length > 0 ? <p className="text-2xs text-muted">{t("mentioned", { names: names.join(", ") })}</p> : null}
    </article>
  );
}
