"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { ConversationDetail } from "./inbox-data";
import { conversationQuery } from "./read-inbox";
import { refreshConversation, refreshLists } from "./refresh-inbox";

const POLL_MS = 15_000;
/** What comes at once is read at once: a burst of messages asks the list once. */
const GATHER_MS = 250;

/**
 * Follows the inbox: the stream names conversations that changed, and what is on the screen of them is read again. Without
 * a stream the same happens every fifteen seconds. Answers whether the stream is lost.
 */
export function useInboxEvents(openId: string | null): boolean {
  const queries = useQueryClient();
  const [isLost, setLost] = useState(false);
  const before = useRef<EventSource | null>(null);
  const hasStarted = useRef(false);

  useEffect(() => {
    const gathered = gatherer(queries, openId);
    let polling: ReturnType<typeof setInterval> | undefined;
    let hasBeenLost = false;
    const params = openId === null ? "" : `?${new URLSearchParams({ conversation: openId })}`;
    const source = new EventSource(`/api/desk/inbox/events${params}`);

    source.addEventListener("ready", () => {
      // The stream of the conversation before goes only now, so that nothing is missed between the two.
      before.current?.close();
      before.current = null;
      setLost(false);
      clearInterval(polling);
      polling = undefined;
      // Between the page's own reads and the first stream something may have come.
      if (hasBeenLost || !hasStarted.current) gathered.everything();
      hasBeenLost = false;
      hasStarted.current = true;
    });
    source.onerror = () => {
      hasBeenLost = true;
      if (source.readyState === EventSource.CLOSED) setLost(true);
      polling ??= setInterval(gathered.everything, POLL_MS);
    };
    source.addEventListener("conversations", (event) => gathered.note(JSON.parse(event.data)));
    source.addEventListener("presence", (event) => notePresence(queries, JSON.parse(event.data)));
    return () => {
      before.current?.close();
      before.current = source;
      clearInterval(polling);
      gathered.stop();
    };
  }, [openId, queries]);

  useEffect(() => () => before.current?.close(), []);

  return isLost;
}

function gatherer(queries: QueryClient, openId: string | null) {
  const changed = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function everything() {
    if (openId !== null) void refreshConversation(queries, openId);
    void refreshLists(queries, new Set());
  }

  function note(told: readonly { id: string }[]) {
    for (const { id } of told) changed.add(id);
    // A reply may be under way: what the gate says now is asked without waiting.
    if (openId !== null && told.some(({ id }) => id === openId)) void refreshConversation(queries, openId);
    timer ??= setTimeout(() => {
      timer = undefined;
      const all = new Set(changed);
      changed.clear();
      for (const id of all) if (id !== openId) void refreshConversation(queries, id);
      void refreshLists(queries, all);
    }, GATHER_MS);
  }

  return { everything, note, stop: () => clearTimeout(timer) };
}

type Presence = { conversationId: string; people: ConversationDetail["present"] };

function notePresence(queries: QueryClient, { conversationId, people }: Presence): void {
  queries.setQueryData(conversationQuery(conversationId).queryKey, (detail) =>
    detail ? { ...detail, present: people } : detail,
  );
}
