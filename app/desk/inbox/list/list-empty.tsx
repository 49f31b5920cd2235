"use client";

import { CircleCheckBig, MessagesSquare, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { useInbox } from "../inbox-context";
import type { InboxSearch } from "../inbox-search";

type ListEmptyProps = { search: InboxSearch; onSearch: (change: Partial<InboxSearch>) => void };

/** A list without conversations: nothing matches, nothing is left to do, or no line is connected yet. */
export function ListEmpty({ search, onSearch }: ListEmptyProps) {
  const t = useTranslations("inbox.empty");
  const views = useTranslations("inbox.views.names");
  const { lines, can } = useInbox();
  const isNarrowed = [search.q, search.tag, search.channel, search.assignee].some((value) => value !== null);
  if (isNarrowed) {
    return (
      <EmptyState
        icon={<SearchX />}
        title={t("noMatch.title")}
        action={
          search.view === "all" ? (
            <Button onClick={() => onSearch({ q: null, tag: null, channel: null, assignee: null })}>
              {t("noMatch.clear")}
            </Button>
          ) : (
            <Button onClick={() => onSearch({ view: "all" })}>{t("noMatch.everywhere")}</Button>
          )
        }
      >
        {t(search.view === "all" ? "noMatch.body" : "noMatch.bodyHere", { view: views(search.view) })}
      </EmptyState>
    );
  }
  if (lines.length === 0 && search.view === "open") {
    return (
      <EmptyState
        icon={<MessagesSquare />}
        title={t("noLine.title")}
        action={can.connectLine ? <LinkButton href="/settings/lines">{t("noLine.action")}</LinkButton> : undefined}
      >
        {t(can.connectLine ? "noLine.body" : "noLine.ask")}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<CircleCheckBig />} title={t(`views.${search.view}.title`)}>
      {t(`views.${search.view}.body`)}
    </EmptyState>
  );
}
