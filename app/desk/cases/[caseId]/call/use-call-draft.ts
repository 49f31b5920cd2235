"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { ActionError, ActionOf } from "@/lib/actions/action-result";
import type { OUTBOUND_PURPOSES } from "@/lib/domain/calls/calls.schema";
import type { CallDraft } from "@/lib/domain/calls/draft-call";

export type DraftChoice = {
  caseId: string;
  contactPhoneId: string;
  purpose: (typeof OUTBOUND_PURPOSES)[number];
  language: "en" | "es";
  when: string;
  repeatOf?: string | undefined;
};

export type DraftCall = ActionOf<DraftChoice, CallDraft>;

export type DraftState =
  | { kind: "preparing"; draft: CallDraft | null }
  | { kind: "ready"; draft: CallDraft; idempotencyKey: string }
  | { kind: "failed"; error: ActionError | null };

const SETTLE_MS = 200;

/** Keeps a preview for the present choice: made anew shortly after each change, the answer to the last question wins. */
export function useCallDraft(draft: DraftCall, choice: DraftChoice | null): DraftState & { renew: () => void } {
  const [state, setState] = useState<DraftState>({ kind: "preparing", draft: null });
  const [round, setRound] = useState(0);
  const latest = useRef(0);
  const key = choice === null ? null : JSON.stringify(choice);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks again for the same choice.
  useEffect(() => {
    if (key === null) return;
    latest.current += 1;
    const asked = latest.current;
    setState((before) => ({ kind: "preparing", draft: before.kind === "failed" ? null : before.draft }));
    const timer = setTimeout(async () => {
      const result = await draft(JSON.parse(key));
      if (asked !== latest.current) return;
      setState(
        result?.data
          ? { kind: "ready", draft: result.data, idempotencyKey: crypto.randomUUID() }
          : { kind: "failed", error: result?.serverError ?? null },
      );
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [draft, key, round]);

  const renew = useCallback(() => setRound((before) => before + 1), []);
  return { ...state, renew };
}
