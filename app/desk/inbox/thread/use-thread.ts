"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ThreadItem } from "../inbox-data";
import { threadQuery } from "../read-inbox";

/** The items of a thread so far, oldest first, each once. */
export function useThread(conversationId: string, from: string | null) {
  const thread = useInfiniteQuery(threadQuery(conversationId, from));
  const items = useMemo(() => {
    const byId = new Map<string, ThreadItem>();
    for (const page of thread.data?.pages.toReversed() ?? []) {
      for (const item of page.items) byId.set(`${item.kind} ${item.id}`, item);
    }
    return [...byId.values()];
  }, [thread.data]);
  return { thread, items };
}
