"use client";

import { useQueryStates } from "nuqs";
import { useCallback, useMemo } from "react";
import { type InboxSearch, inboxParsers, searchOf } from "./inbox-search";

/** The address of the inbox as state: which list, which conversation, which pane of a phone. Back undoes each step. */
export function useInboxSearch() {
  const [state, setState] = useQueryStates(inboxParsers, { history: "push", shallow: true });
  const { view, q, tag, channel, assignee, sort, c: openId, pane } = state;
  const search = useMemo(
    () => searchOf({ view, q, tag, channel, assignee, sort }),
    [view, q, tag, channel, assignee, sort],
  );

  const open = useCallback(
    (conversationId: string | null) => void setState({ c: conversationId, pane: null }),
    [setState],
  );
  const showPane = useCallback((next: "context" | null) => void setState({ pane: next }), [setState]);
  const setSearch = useCallback(
    (change: Partial<InboxSearch>, history: "push" | "replace" = "push") => void setState(change, { history }),
    [setState],
  );
  const replaceSearch = useCallback((next: InboxSearch) => void setState({ ...next, c: null, pane: null }), [setState]);

  return { search, openId, pane, open, showPane, setSearch, replaceSearch };
}
