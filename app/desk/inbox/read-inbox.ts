"use client";

import type { QueryClient } from "@tanstack/react-query";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { ConversationDetail, ListPage, SavedView, ThreadPage } from "./inbox-data";
import { type InboxSearch, searchOf, searchParamsOf } from "./inbox-search";

const BASE = "/api/desk/inbox";

/** The desk did not give what was asked for; `requestId` finds it in the log. */
export class ReadFailure extends Error {
  readonly code: string;
  readonly requestId: string | undefined;

  constructor(code: string, requestId?: string) {
    super(code);
    this.name = "ReadFailure";
    this.code = code;
    this.requestId = requestId;
  }
}

async function read<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(`${BASE}${path}`, { signal, headers: { accept: "application/json" } });
  if (response.ok) return (await response.json()) as T;
  const problem = (await response.json().catch(() => ({}))) as { code?: string; requestId?: string };
  throw new ReadFailure(problem.code ?? "unavailable", problem.requestId);
}

const fresh = { staleTime: 30_000, gcTime: 10 * 60_000 } as const;

/** Pages of the list that an address asks for. */
export function listQuery(search: InboxSearch) {
  const asked = searchOf(search);
  return infiniteQueryOptions({
    ...fresh,
    queryKey: ["inbox", "list", asked],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => readListPage(asked, pageParam, signal),
    getNextPageParam: (page: ListPage) => page.nextCursor,
  });
}

/** One page of the list. */
export function readListPage(search: InboxSearch, cursor: string | null, signal: AbortSignal): Promise<ListPage> {
  const params = new URLSearchParams(searchParamsOf(search));
  if (cursor !== null) params.set("cursor", cursor);
  return read(`/conversations?${params}`, signal);
}

export type InboxCounts = { views: Record<string, number>; saved: SavedView[] };

/** How many stand in each view, and the saved views. */
export const countsQuery = queryOptions({
  ...fresh,
  queryKey: ["inbox", "counts"],
  queryFn: ({ signal }) => read<InboxCounts>("/counts", signal),
});

/** Who a conversation is with, and how it stands. */
export function conversationQuery(conversationId: string) {
  return queryOptions({
    ...fresh,
    queryKey: ["inbox", "conversation", conversationId],
    queryFn: ({ signal }) => read<ConversationDetail>(`/conversations/${conversationId}`, signal),
  });
}

/** Where a page of a thread stands; null is its end, or the day that was jumped to. */
type ThreadPlace = { before: string } | { after: string } | null;

/** What was said, newest page first; `from` jumps to an instant, and from there pages lead both ways. */
export function threadQuery(conversationId: string, from: string | null = null) {
  return infiniteQueryOptions({
    ...fresh,
    queryKey: ["inbox", "thread", conversationId, from],
    initialPageParam: null as ThreadPlace,
    queryFn: ({ pageParam, signal }) => readThreadPage({ conversationId, from, place: pageParam }, signal),
    getNextPageParam: (page: ThreadPage): ThreadPlace =>
      page.olderCursor === null ? null : { before: page.olderCursor },
    getPreviousPageParam: (page: ThreadPage): ThreadPlace =>
      page.newerCursor === null ? null : { after: page.newerCursor },
  });
}

type ThreadPart = { conversationId: string; from: string | null; place: ThreadPlace };

function readThreadPage({ conversationId, from, place }: ThreadPart, signal: AbortSignal): Promise<ThreadPage> {
  const asked = place ?? (from === null ? {} : { from });
  return read(`/conversations/${conversationId}/thread?${new URLSearchParams({ ...asked })}`, signal);
}

/** Has a conversation ready before it is opened: on hover, and when the keys come to its row. */
export function prefetchConversation(queries: QueryClient, conversationId: string): void {
  void queries.prefetchQuery(conversationQuery(conversationId));
  void queries.prefetchInfiniteQuery(threadQuery(conversationId));
}
