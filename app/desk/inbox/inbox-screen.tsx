"use client";

import { MessagesSquare, WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { BulkBar } from "./acts/bulk-bar";
import { useChange } from "./acts/use-change";
import { ComposerContext, type ComposerHandle } from "./composer/composer-handle";
import { ConversationView } from "./conversation-view";
import { useInbox } from "./inbox-context";
import { ConversationList, type ListHandle } from "./list/conversation-list";
import { ListHeader } from "./list/list-header";
import { useConversationList } from "./list/use-conversation-list";
import { useInboxEvents } from "./use-inbox-events";
import { useInboxKeys } from "./use-inbox-keys";
import { useInboxSearch } from "./use-inbox-search";
import { useVisibleHeight } from "./use-visible-height";

/** List, thread and context; on a phone one after the other. */
export function InboxScreen() {
  const t = useTranslations("inbox");
  const { can } = useInbox();
  const { search, openId, pane, open, showPane, setSearch, replaceSearch } = useInboxSearch();
  const source = useConversationList(search);
  const [activeId, setActive] = useState<string | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const list = useRef<ListHandle>(null);
  const composer = useRef<ComposerHandle>(null);
  const change = useChange();
  const isStreamLost = useInboxEvents(openId);
  const frame = useVisibleHeight(openId);
  const shown = useMemo(() => source.rows.map((row) => row.id), [source.rows]);

  const toggle = useCallback(
    (id: string) =>
      setSelected((present) => {
        const next = new Set(present);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [],
  );
  /** Read again would undo it: an unread conversation is closed. */
  const markUnread = useCallback(
    (id: string) => {
      if (id === openId) open(null);
      void change([id], { kind: "unread" });
    },
    [change, open, openId],
  );

  useInboxKeys({
    rows: source.rows,
    openId,
    activeId,
    selected,
    canWrite: can.write,
    list,
    composer,
    open,
    setActive,
    toggle,
    clearSelection: () => setSelected(new Set()),
    markUnread,
  });

  return (
    <ComposerContext value={composer}>
      <div
        ref={frame}
        className={cn(
          "flex h-(--inbox-height,100dvh) min-h-0 overflow-hidden bg-surface",
          openId !== null &&
            "max-lg:fixed max-lg:inset-x-0 max-lg:top-0 max-lg:z-40 max-lg:pt-[env(safe-area-inset-top)] md:max-lg:static",
        )}
      >
        <section
          aria-label={t("list.label")}
          className={cn(
            "flex min-h-0 w-full shrink-0 flex-col border-e border-line lg:w-88",
            openId !== null && "max-lg:hidden",
          )}
        >
          <ListHeader search={search} onSearch={setSearch} onReplace={replaceSearch} />
          {isStreamLost ? (
            <p role="status" className="flex items-center gap-1.5 bg-warning-soft px-3 py-1 text-2xs text-warning">
              <WifiOff aria-hidden="true" className="size-3" /> {t("streamLost")}
            </p>
          ) : null}
          {selected.size > 0 && can.write ? (
            <BulkBar
              search={search}
              selected={selected}
              shown={shown}
              hasMore={source.list.hasNextPage}
              onSelect={(ids) => setSelected(new Set(ids))}
            />
          ) : null}
          <ConversationList
            search={search}
            onSearch={setSearch}
            source={source}
            openId={openId}
            activeId={activeId}
            selected={selected}
            isSelecting={selected.size > 0}
            onOpen={open}
            onActive={setActive}
            onSelect={toggle}
            handle={list}
          />
        </section>
        <div className={cn("flex min-h-0 min-w-0 flex-1", openId === null && "max-lg:hidden")}>
          {openId === null ? (
            <div className="grid flex-1 place-items-center bg-canvas">
              <EmptyState icon={<MessagesSquare />} title={t("none.title")}>
                {t("none.body")}
              </EmptyState>
            </div>
          ) : (
            <ConversationView
              key={openId}
              conversationId={openId}
              pane={pane}
              onBack={() => (pane === null ? open(null) : showPane(null))}
              onPane={showPane}
              onUnread={() => markUnread(openId)}
            />
          )}
        </div>
      </div>
    </ComposerContext>
  );
}
