"use client";

import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { ConversationRow, ListPage } from "./inbox-data";
import type { InboxSearch } from "./inbox-search";
import { countsQuery, readListPage } from "./read-inbox";

/** So many pages are simply read again; of a longer list only what may have changed. */
const FEW_PAGES = 2;

type ListData = InfiniteData<ListPage, string | null>;

/** Reads everything about one conversation anew: its thread, what stands beside it, and what the gate says to a reply. */
export async function refreshConversation(queries: QueryClient, conversationId: string): Promise<void> {
  await Promise.all(
    ["preview", "conversation", "thread"].map((part) =>
      queries.invalidateQueries({ queryKey: ["inbox", part, conversationId] }),
    ),
  );
}

/** Brings the list in view and the counts up to date after conversations changed. */
export async function refreshLists(queries: QueryClient, changed: ReadonlySet<string>): Promise<void> {
  void queries.invalidateQueries({ queryKey: countsQuery.queryKey });
  const lists = queries.getQueryCache().findAll({ queryKey: ["inbox", "list"] });
  await Promise.all(
    lists.map(async (list) => {
      const data = list.state.data as ListData | undefined;
      const isShort = data === undefined || data.pages.length <= FEW_PAGES;
      if (!list.isActive() || isShort) return queries.invalidateQueries({ queryKey: list.queryKey, exact: true });
      return mendList(queries, list.queryKey as readonly ["inbox", "list", InboxSearch], data, changed);
    }),
  );
}

/** Of a long list: the first page, and the pages that hold a changed conversation. */
async function mendList(
  queries: QueryClient,
  queryKey: readonly ["inbox", "list", InboxSearch],
  data: ListData,
  changed: ReadonlySet<string>,
): Promise<void> {
  const signal = AbortSignal.timeout(20_000);
  const asked = data.pages
    .map((page, index) => ({ page, index, cursor: data.pageParams[index] ?? null }))
    .filter(({ page, index }) => index === 0 || page.rows.some((row) => changed.has(row.id)));
  const answers = await Promise.all(
    asked.map(async ({ index, cursor }) => ({ index, page: await readListPage(queryKey[2], cursor, signal) })),
  );
  queries.setQueryData<ListData>(queryKey, (present) => {
    if (!present) return present;
    const pages = present.pages.map((page, index) => {
      const answer = answers.find((each) => each.index === index);
      return answer ? { ...page, rows: mergeRows(answer.page.rows, page.rows, changed) } : page;
    });
    return { ...present, pages };
  });
}

/** The new rows, then those that new ones pushed out of the page; what changed and did not come again is gone. */
function mergeRows(
  fresh: readonly ConversationRow[],
  known: readonly ConversationRow[],
  changed: ReadonlySet<string>,
): ConversationRow[] {
  const ids = new Set(fresh.map((row) => row.id));
  return [...fresh, ...known.filter((row) => !ids.has(row.id) && !changed.has(row.id))];
}
