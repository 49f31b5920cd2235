"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ConversationRow } from "../inbox-data";
import type { InboxSearch } from "../inbox-search";
import { listQuery } from "../read-inbox";

/** The rows of the list so far, each conversation once: one that moved up may still stand in an older page. */
export function useConversationList(search: InboxSearch) {
  const list = useInfiniteQuery(listQuery(search));
  const rows = useMemo(() => {
    const byId = new Map<string, ConversationRow>();
    for (const row of list.data?.pages.flatMap((page) => page.rows) ?? []) {
      if (!byId.has(row.id)) byId.set(row.id, row);
    }
    return [...byId.values()];
  }, [list.data]);
  return { list, rows };
}
