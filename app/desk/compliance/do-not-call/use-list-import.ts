"use client";

import { useState, useTransition } from "react";
import type { ActionOf } from "@/lib/actions/action-result";
import type { DoNotCallCounts, PlannedDoNotCall } from "@/lib/domain/do-not-call/import-do-not-call";
import type { DoNotCallList } from "@/lib/domain/do-not-call/list-age";
import type { Refused } from "../../use-refusal";
import { type ListPart, splitList } from "./split-list";

type ImportWish = { list: DoNotCallList; source: string; listedOn: string; text: string; column: number | null };

export type ImportPlan = {
  total: number;
  counts: DoNotCallCounts;
  headers: string[];
  column: number;
  rows: PlannedDoNotCall[];
};

export type ListImportActions = {
  plan: ActionOf<ImportWish, ImportPlan>;
  run: ActionOf<ImportWish, { total: number; counts: DoNotCallCounts }>;
};

/** A list's way in: read and judged without a change, then taken in whole. A change of the form asks for a new look. */
export function useListImport({ plan: planList, run: runList }: ListImportActions, today: string) {
  const [wish, setWish] = useState<ImportWish>({
    list: "national",
    source: "",
    listedOn: today,
    text: "",
    column: null,
  });
  const [plan, setPlan] = useState<ImportPlan | null>(null);
  const [answer, setAnswer] = useState<Refused>(undefined);
  const [progress, setProgress] = useState<{ done: number; parts: number } | null>(null);
  const [isPending, startWork] = useTransition();

  function change(part: Partial<ImportWish>) {
    setWish((present) => ({ ...present, ...part }));
    setPlan(null);
    setAnswer(undefined);
  }

  /** One part after the other, until one is refused. */
  async function inTurn<Result>(
    parts: readonly ListPart[],
    act: (part: ListPart) => Promise<(Refused & { data?: Result | undefined }) | undefined>,
  ): Promise<Result[] | null> {
    const results: Result[] = [];
    for (const part of parts) {
      setProgress({ done: results.length, parts: parts.length });
      const result = await act(part);
      setAnswer(result);
      if (result?.data === undefined) return null;
      results.push(result.data);
    }
    return results;
  }

  function check(column: number | null) {
    const checked = { ...wish, column };
    setWish(checked);
    startWork(async () => {
      const parts = splitList(checked.text);
      const plans = await inTurn(parts, ({ text }) => planList({ ...checked, text }));
      setPlan(plans === null ? null : joinPlans(plans, parts));
      setProgress(null);
    });
  }

  function run(onDone: (counts: DoNotCallCounts) => void) {
    if (plan === null) return;
    const { column } = plan;
    startWork(async () => {
      const done = await inTurn(splitList(wish.text), ({ text }) => runList({ ...wish, text, column }));
      setProgress(null);
      if (done !== null) onDone(sumOf(done));
    });
  }

  return { wish, plan, answer, progress, isPending, change, check, run };
}

const SHOWN_ROWS = 50;

/** What the parts would do as one: their sums, and the first rows by the lines of the whole file, those without a number first. */
function joinPlans(plans: readonly ImportPlan[], parts: readonly ListPart[]): ImportPlan | null {
  const [first] = plans;
  if (first === undefined) return null;
  const rows = plans.flatMap((plan, index) =>
    plan.rows.map((row) => ({ ...row, line: row.line + (parts[index]?.linesBefore ?? 0) })),
  );
  const [faulty, sound] = [rows.filter(isFaulty), rows.filter((row) => !isFaulty(row))];
  return {
    ...first,
    total: plans.reduce((sum, { total }) => sum + total, 0),
    counts: sumOf(plans),
    rows: [...faulty, ...sound].slice(0, SHOWN_ROWS),
  };
}

function isFaulty({ outcome }: PlannedDoNotCall): boolean {
  return outcome === "error";
}

function sumOf(parts: readonly { counts: DoNotCallCounts }[]): DoNotCallCounts {
  const sum: DoNotCallCounts = { create: 0, merge: 0, skip: 0, error: 0 };
  for (const { counts } of parts) for (const outcome of OUTCOMES) sum[outcome] += counts[outcome];
  return sum;
}

const OUTCOMES = ["create", "merge", "skip", "error"] as const satisfies (keyof DoNotCallCounts)[];
