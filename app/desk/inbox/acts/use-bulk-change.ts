"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useRefusal } from "../../use-refusal";
import { changeMatchingAction } from "../actions";
import type { ConversationChange } from "../inbox.schema";
import type { InboxSearch } from "../inbox-search";
import { refreshLists } from "../refresh-inbox";

type Progress = { done: number; failed: string[]; isRunning: boolean; problem: string | null };

/** Changes all that a search finds, a portion at a time, with what was done so far; it can be stopped between two. */
export function useBulkChange(search: InboxSearch) {
  const queries = useQueryClient();
  const refusal = useRefusal();
  const [progress, setProgress] = useState<Progress | null>(null);
  const isStopped = useRef(false);

  async function start(change: ConversationChange) {
    isStopped.current = false;
    let state: Progress = { done: 0, failed: [], isRunning: true, problem: null };
    let cursor: string | null = null;
    setProgress(state);
    do {
      const answer: Awaited<ReturnType<typeof changeMatchingAction>> = await changeMatchingAction({
        search,
        change,
        cursor,
      });
      if (!answer?.data) {
        state = { ...state, problem: refusal(answer) };
        break;
      }
      const { changed, failed, nextCursor }: NonNullable<typeof answer.data> = answer.data;
      state = { ...state, done: state.done + changed, failed: [...state.failed, ...failed] };
      cursor = nextCursor;
      setProgress(state);
    } while (cursor !== null && !isStopped.current);
    setProgress({ ...state, isRunning: false });
    await queries.invalidateQueries({ queryKey: ["inbox", "conversation"] });
    await queries.resetQueries({ queryKey: ["inbox", "list"] });
    await refreshLists(queries, new Set());
  }

  return {
    progress,
    start,
    stop: () => {
      isStopped.current = true;
    },
    reset: () => setProgress(null),
  };
}
