"use client";

import { Check, Clock, RotateCcw, Tag, UserRoundPlus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { IconButton } from "@/components/ui/icon-button";
import { TextLink } from "@/components/ui/text-link";
import type { ConversationChange } from "../inbox.schema";
import type { InboxSearch } from "../inbox-search";
import { AssignMenu } from "./assign-menu";
import { SnoozeMenu } from "./snooze-menu";
import { TagDialog } from "./tag-dialog";
import { useBulkChange } from "./use-bulk-change";
import { useChange } from "./use-change";

type BulkBarProps = {
  search: InboxSearch;
  selected: ReadonlySet<string>;
  /** The ids that are loaded, for "select all shown". */
  shown: readonly string[];
  hasMore: boolean;
  onSelect: (ids: readonly string[]) => void;
};

/** What may be done with several conversations at once: those that are ticked, or all that the list would show. */
export function BulkBar({ search, selected, shown, hasMore, onSelect }: BulkBarProps) {
  const t = useTranslations("inbox.bulk");
  const change = useChange();
  const bulk = useBulkChange(search);
  const [isEverything, setEverything] = useState(false);
  const [isTagging, setTagging] = useState(false);
  const areAllShown = shown.length > 0 && shown.every((id) => selected.has(id));
  const count = selected.size;

  function act(what: ConversationChange) {
    if (isEverything) void bulk.start(what);
    else void change([...selected], what);
    if (!isEverything) onSelect([]);
  }

  function clear() {
    setEverything(false);
    bulk.reset();
    onSelect([]);
  }

  if (bulk.progress) {
    const { done, failed, isRunning } = bulk.progress;
    return (
      <div role="status" className="flex flex-col gap-1.5 border-b border-line bg-accent-soft px-3 py-2 text-xs">
        <p className="flex items-center gap-2 text-ink">
          <span className="flex-1">{t(isRunning ? "running" : "finished", { count: done })}</span>
          {isRunning ? (
            <Button size="sm" onClick={bulk.stop}>
              {t("stop")}
            </Button>
          ) : (
            <IconButton size="sm" label={t("close")} icon={<X />} onClick={clear} />
          )}
        </p>
        {isRunning ? <progress aria-label={t("running", { count: done })} className="h-1 w-full" /> : null}
        {bulk.progress.problem ? <p className="text-danger">{bulk.progress.problem}</p> : null}
        {failed.length > 0 ? (
          <p className="text-danger">
            {t("failed", { count: failed.length })}{" "}
            <TextLink href={listOf(failed)} download="conversations.csv">
              {t("download")}
            </TextLink>
          </p>
        ) : null}
      </div>
    );
  }
  return (
    <section aria-label={t("label")} className="flex flex-col gap-1.5 border-b border-line bg-accent-soft px-3 py-2">
      <div className="flex items-center gap-1">
        <Checkbox
          label={t(isEverything ? "everything" : "selected", { count })}
          checked={areAllShown}
          indeterminate={!areAllShown}
          onCheckedChange={() => onSelect(areAllShown ? [] : shown)}
          className="min-w-0 flex-1 text-xs"
        />
        <AssignMenu
          assignedUserId={null}
          onAssign={(userId) => act({ kind: "assign", userId })}
          trigger={<IconButton size="sm" label={t("assign")} icon={<UserRoundPlus />} data-inbox-act="assign-bulk" />}
        />
        <SnoozeMenu
          onSnooze={(until) => act({ kind: "snooze", until })}
          trigger={<IconButton size="sm" label={t("snooze")} icon={<Clock />} data-inbox-act="snooze-bulk" />}
        />
        <IconButton size="sm" label={t("tag")} icon={<Tag />} onClick={() => setTagging(true)} />
        {search.view === "resolved" ? (
          <IconButton size="sm" label={t("reopen")} icon={<RotateCcw />} onClick={() => act({ kind: "reopen" })} />
        ) : (
          <IconButton size="sm" label={t("resolve")} icon={<Check />} onClick={() => act({ kind: "resolve" })} />
        )}
        <IconButton size="sm" label={t("clear")} icon={<X />} shortcut={["Esc"]} onClick={clear} />
      </div>
      {areAllShown && hasMore && !isEverything ? (
        <Button size="sm" variant="ghost" className="self-start" onClick={() => setEverything(true)}>
          {t("selectEverything")}
        </Button>
      ) : null}
      {isTagging ? (
        <TagDialog count={count} onTag={(tag) => act({ kind: "tag", tag })} onClose={() => setTagging(false)} />
      ) : null}
    </section>
  );
}

function listOf(ids: readonly string[]): string {
  return `data:text/csv;charset=utf-8,${encodeURIComponent(["conversation", ...ids].join("\r\n"))}`;
}
