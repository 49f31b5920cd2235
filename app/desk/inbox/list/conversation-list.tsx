"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import { type RefObject, useCallback, useEffect, useImperativeHandle, useRef } from "react";
import { ErrorState } from "@/components/ui/error-state";
import { Spinner } from "@/components/ui/spinner";
import type { ConversationRow as Row } from "../inbox-data";
import { type InboxSearch, searchParamsOf } from "../inbox-search";
import { prefetchConversation, ReadFailure } from "../read-inbox";
import { ConversationRow } from "./conversation-row";
import { ListEmpty } from "./list-empty";
import { ListSkeletonRows } from "./list-skeleton-rows";
import type { useConversationList } from "./use-conversation-list";
import { useKeptPlace } from "./use-kept-place";

const ROW_HEIGHT = 80;
const PREFETCH_AFTER_MS = 90;

export type ListHandle = { focusRow: (id: string) => void };

type ConversationListProps = {
  search: InboxSearch;
  onSearch: (change: Partial<InboxSearch>) => void;
  source: ReturnType<typeof useConversationList>;
  openId: string | null;
  activeId: string | null;
  selected: ReadonlySet<string>;
  isSelecting: boolean;
  onOpen: (id: string) => void;
  onActive: (id: string) => void;
  onSelect: (id: string) => void;
  handle: RefObject<ListHandle | null>;
};

/** The conversations, drawn only where they are in view: as quick with fifty thousand as with fifty. */
export function ConversationList(props: ConversationListProps) {
  const { search, onSearch, source, openId, activeId, selected, isSelecting, onOpen, onActive, onSelect, handle } =
    props;
  const t = useTranslations("inbox.list");
  const { list, rows } = source;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
    initialRect: { width: 360, height: 900 },
  });
  const params = searchParamsOf(search);
  useKeptPlace({ scroller, rows, asked: JSON.stringify(params), rowHeight: ROW_HEIGHT });
  const onPoint = usePrefetch();
  useFocusRow({ handle, rows, scroller, scrollToIndex: virtual.scrollToIndex });
  const items = virtual.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;

  useEffect(() => {
    if (lastIndex >= rows.length - 12 && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [lastIndex, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const focused = rows.some((row) => row.id === activeId) ? activeId : (rows[0]?.id ?? null);

  function onFocus(id: string) {
    onActive(id);
    onPoint(id);
  }

  if (list.isPending) return <ListSkeletonRows />;
  if (list.isError && rows.length === 0) {
    const { error } = list;
    return (
      <ErrorState
        title={t("failed")}
        requestId={error instanceof ReadFailure ? error.requestId : undefined}
        onRetry={() => void list.refetch()}
      />
    );
  }
  if (rows.length === 0) return <ListEmpty search={search} onSearch={onSearch} />;
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overscroll-contain" data-conversation-list="">
      <ul aria-label={t("label")} className="relative w-full" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <li
              key={item.key}
              aria-posinset={item.index + 1}
              aria-setsize={hasNextPage ? -1 : rows.length}
              className="absolute inset-x-0 top-0"
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            >
              <ConversationRow
                row={row}
                href={`/desk/inbox?${new URLSearchParams({ ...params, c: row.id })}`}
                isOpen={row.id === openId}
                isActive={row.id === focused}
                isSelected={selected.has(row.id)}
                isSelecting={isSelecting}
                onOpen={onOpen}
                onPoint={onPoint}
                onFocus={onFocus}
                onSelect={onSelect}
              />
            </li>
          );
        })}
      </ul>
      {isFetchingNextPage ? (
        <p role="status" className="flex items-center justify-center gap-2 py-3 text-xs text-subtle">
          <Spinner /> {t("loadingMore")}
        </p>
      ) : null}
      {list.isFetchNextPageError ? (
        <p role="alert" className="py-3 text-center text-xs text-danger">
          {t("moreFailed")}{" "}
          <button type="button" className="min-h-6 underline" onClick={() => void fetchNextPage()}>
            {t("retry")}
          </button>
        </p>
      ) : null}
    </div>
  );
}

/** Reads a conversation once the pointer or the focus rests on its row, not while it flies over the list. */
function usePrefetch() {
  const queries = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (id: string) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => prefetchConversation(queries, id), PREFETCH_AFTER_MS);
    },
    [queries],
  );
}

type FocusRowProps = {
  handle: RefObject<ListHandle | null>;
  rows: readonly Row[];
  scroller: RefObject<HTMLDivElement | null>;
  scrollToIndex: (index: number) => void;
};

/** Lets the keys put the focus on a row that may not be drawn yet. */
function useFocusRow({ handle, rows, scroller, scrollToIndex }: FocusRowProps) {
  useImperativeHandle(
    handle,
    () => ({
      focusRow: (id) => {
        const index = rows.findIndex((row) => row.id === id);
        if (index === -1) return;
        scrollToIndex(index);
        const focus = (tries: number) => {
          const link = scroller.current?.querySelector<HTMLElement>(`[data-conversation="${CSS.escape(id)}"]`);
          if (link) link.focus({ preventScroll: true });
          else if (tries > 0) requestAnimationFrame(() => focus(tries - 1));
        };
        focus(8);
      },
    }),
    [rows, scroller, scrollToIndex],
  );
}
