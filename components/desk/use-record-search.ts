"use client";

import { useEffect, useState } from "react";
import type { ActionOf } from "@/lib/actions/action-result";

export type RecordKind = "lead" | "contact" | "case" | "call";

export type RecordHit = { id: string; kind: RecordKind; href: string; title: string; detail: string };

/** A server action that finds records of the firm by words, best first, a dozen at most. */
export type SearchRecords = ActionOf<{ query: string }, readonly RecordHit[]>;

const typingPauseMs = 180;
const shortestQuery = 2;

type Answer = { query: string; records: readonly RecordHit[]; hasFailed: boolean };

/** Asks while a person types. Only the answer to the present words is shown. */
export function useRecordSearch(search: SearchRecords, query: string) {
  const words = query.trim();
  const [answer, setAnswer] = useState<Answer>({ query: "", records: [], hasFailed: false });

  useEffect(() => {
    if (words.length < shortestQuery) return;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const next = await search({ query: words }).then(
        ({ data }) => ({ query: words, records: data ?? [], hasFailed: data === undefined }),
        () => ({ query: words, records: [], hasFailed: true }),
      );
      if (isCurrent) setAnswer(next);
    }, typingPauseMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [words, search]);

  const isAsked = words.length >= shortestQuery;
  const isAnswered = answer.query === words;
  return {
    records: isAsked ? answer.records : [],
    isSearching: isAsked && !isAnswered,
    hasFailed: isAsked && isAnswered && answer.hasFailed,
  };
}
