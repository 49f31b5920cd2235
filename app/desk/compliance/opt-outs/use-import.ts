"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { ActionOf } from "@/lib/actions/action-result";
import type { ImportCounts, PlannedRow } from "@/lib/domain/opt-outs/plan-opt-out-import";
import { useRefusal } from "../../use-refusal";

type Plan = {
  total: number;
  counts: ImportCounts;
  rows: Pick<PlannedRow, "line" | "typed" | "e164" | "channel" | "outcome" | "fault">[];
};

export type ImportActions = {
  plan: ActionOf<{ text: string; saidOn: string }, Plan>;
  run: ActionOf<
    { text: string; saidOn: string; offset: number },
    { next: number; isDone: boolean; counts: ImportCounts }
  >;
};

/** A file's way in: read, planned without a change, then run step by step; a break leaves what was done. */
export function useImport({ plan: planFile, run: runStep }: ImportActions) {
  const refusal = useRefusal();
  const router = useRouter();
  const [text, setText] = useState("");
  const [plan, setPlan] = useState<Plan | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, setIsPending] = useState(false);
  const [progress, setProgress] = useState<number | null>(null);
  const [isDone, setIsDone] = useState(false);

  /** Reads the file anew, with the day that it is of. */
  async function choose(file: File | null, saidOn: string) {
    setPlan(null);
    setFailure(null);
    setIsDone(false);
    setProgress(null);
    if (file === null) return;
    setIsPending(true);
    const content = await file.text();
    setText(content);
    const answer = await planFile({ text: content, saidOn });
    setPlan(answer?.data ?? null);
    setFailure(refusal(answer));
    setIsPending(false);
  }

  async function run(saidOn: string) {
    setIsPending(true);
    let offset = 0;
    for (;;) {
      const answer = await runStep({ text, saidOn, offset });
      if (!answer?.data) {
        setFailure(refusal(answer));
        break;
      }
      offset = answer.data.next;
      setProgress(offset);
      if (answer.data.isDone) {
        setIsDone(true);
        router.refresh();
        break;
      }
    }
    setIsPending(false);
  }

  return { plan, failure, isPending, progress, isDone, choose, run };
}
