"use client";

import { ArrowDown, MessagesSquare } from "lucide-react";
import { useFormatter, useTimeZone, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Spinner } from "@/components/ui/spinner";
import { zoneOf } from "../composer/guard-strip";
import type { ConversationDetail, ThreadItem } from "../inbox-data";
import { ReadFailure } from "../read-inbox";
import { usePersonName } from "../use-inbox-words";
import { CallCard } from "./call-card";
import { groupByDay } from "./day-groups";
import { EventLine } from "./event-line";
import { MessageBubble } from "./message-bubble";
import { NoteCard } from "./note-card";
import { ThreadSkeleton } from "./thread-skeleton";
import { useThread } from "./use-thread";

type ThreadProps = {
  conversation: ConversationDetail;
  /** The day that was jumped to; null: the newest is in view. */
  from: string | null;
  onNewest: () => void;
};

const NEAR_THE_END_PX = 120;

/** Everything between the firm and one person in the order in which it happened, the newest in view. */
export function Thread({ conversation, from, onNewest }: ThreadProps) {
  const t = useTranslations("inbox.thread");
  const { thread, items } = useThread(conversation.id, from);
  const timeZone = useTimeZone() ?? "UTC";
  const scroller = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const hasNews = useNews(items, scroller, from !== null);

  if (thread.isPending) return <ThreadSkeleton />;
  if (thread.isError && items.length === 0) {
    return (
      <div className="grid min-h-0 flex-1 place-items-center">
        <ErrorState
          title={t("failed")}
          requestId={thread.error instanceof ReadFailure ? thread.error.requestId : undefined}
          onRetry={() => void thread.refetch()}
        />
      </div>
    );
  }
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {/* The column grows upwards: what is loaded above leaves what is read where it is. */}
      <section
        ref={scroller}
        aria-label={t("label")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by the keyboard.
        tabIndex={0}
        data-thread=""
        className={`flex min-h-0 flex-1 overflow-y-auto overscroll-contain focus-visible:-outline-offset-2 ${from === null ? "flex-col-reverse" : "flex-col"}`}
      >
        <div className="flex w-full flex-col gap-3 px-4 py-4">
          <Older thread={thread} isEmpty={items.length === 0} />
          {groupByDay(items, timeZone).map((group) => (
            <section key={group.day} aria-label={group.day} className="flex flex-col gap-3">
              <DayLine at={group.at} />
              {group.items.map((item) => (
                <Item key={`${item.kind} ${item.id}`} item={item} conversation={conversation} />
              ))}
            </section>
          ))}
          <Newer thread={thread} isJumped={from !== null} onNewest={onNewest} />
          <div ref={end} />
        </div>
      </section>
      {hasNews ? (
        <Button
          size="sm"
          variant="primary"
          icon={<ArrowDown />}
          className="absolute bottom-3 left-1/2 -translate-x-1/2"
          onClick={() => end.current?.scrollIntoView({ block: "end" })}
        >
          {t("news")}
        </Button>
      ) : null}
    </div>
  );
}

function Item({ item, conversation }: { item: ThreadItem; conversation: ConversationDetail }) {
  const personName = usePersonName()(conversation);
  switch (item.kind) {
    case "message":
      return (
        <MessageBubble
          message={item}
          conversationId={conversation.id}
          personName={personName}
          zone={zoneOf(conversation, item.clientAddress)}
        />
      );
    case "call":
      return <CallCard call={item} />;
    case "note":
      return <NoteCard note={item} />;
    case "event":
      return <EventLine event={item} />;
  }
}

function DayLine({ at }: { at: string }) {
  const format = useFormatter();
  return (
    <h3 className="sticky top-1 z-10 mx-auto rounded-md border border-line-soft bg-surface px-2 text-2xs font-medium text-muted">
      <time dateTime={at}>
        {format.dateTime(new Date(at), { weekday: "short", year: "numeric", month: "short", day: "numeric" })}
      </time>
    </h3>
  );
}

type Source = ReturnType<typeof useThread>["thread"];

/** Loads what came before as soon as its place comes into view. */
function Older({ thread, isEmpty }: { thread: Source; isEmpty: boolean }) {
  const t = useTranslations("inbox.thread");
  const mark = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = thread;
  useEffect(() => {
    const element = mark.current;
    if (!element || !hasNextPage || isFetchingNextPage) return;
    const watcher = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) void fetchNextPage();
    });
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <div ref={mark} className="flex min-h-6 items-center justify-center gap-2 text-2xs text-subtle">
      {isFetchingNextPage ? (
        <>
          <Spinner /> {t("loadingOlder")}
        </>
      ) : hasNextPage ? (
        <Button size="sm" variant="ghost" onClick={() => void fetchNextPage()}>
          {t("older")}
        </Button>
      ) : isEmpty ? (
        <span className="flex items-center gap-2">
          <MessagesSquare aria-hidden="true" className="size-4" /> {t("empty")}
        </span>
      ) : (
        t("beginning")
      )}
    </div>
  );
}

function Newer({ thread, isJumped, onNewest }: { thread: Source; isJumped: boolean; onNewest: () => void }) {
  const t = useTranslations("inbox.thread");
  if (!isJumped) return null;
  return (
    <div className="flex justify-center gap-2 py-1">
      {thread.hasPreviousPage ? (
        <Button size="sm" pending={thread.isFetchingPreviousPage} onClick={() => void thread.fetchPreviousPage()}>
          {t("newer")}
        </Button>
      ) : null}
      <Button size="sm" variant="ghost" icon={<ArrowDown />} onClick={onNewest}>
        {t("toNewest")}
      </Button>
    </div>
  );
}

/** Whether something came below what is in view. */
function useNews(
  items: readonly ThreadItem[],
  scroller: React.RefObject<HTMLDivElement | null>,
  isJumped: boolean,
): boolean {
  const [hasNews, setNews] = useState(false);
  const newest = items.at(-1)?.id;
  const seen = useRef(newest);

  useEffect(() => {
    if (newest === seen.current) return;
    const isFirst = seen.current === undefined;
    seen.current = newest;
    const element = scroller.current;
    if (!isFirst && !isJumped && element && distanceFromEnd(element) > NEAR_THE_END_PX) setNews(true);
  }, [newest, isJumped, scroller]);

  useEffect(() => {
    const element = scroller.current;
    if (!element || !hasNews) return;
    const onScroll = () => {
      if (distanceFromEnd(element) <= NEAR_THE_END_PX) setNews(false);
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => element.removeEventListener("scroll", onScroll);
  }, [hasNews, scroller]);

  return hasNews;
}

/** In a reversed column the end is at zero and what lies above is negative. */
function distanceFromEnd(element: HTMLElement): number {
  return Math.abs(element.scrollTop);
}
