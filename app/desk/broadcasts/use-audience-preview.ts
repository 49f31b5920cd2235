"use client";

import { useEffect, useState } from "react";
import type { AudiencePreview } from "@/lib/domain/broadcasts/preview-audience";
import { audienceOf, type DraftContent } from "./draft-content";
import type { EditorActs } from "./editor-acts";

const PAUSE_MS = 500;

export type PreviewState = {
  /** The last that were counted; they stay while others are being counted. */
  figures: AudiencePreview | null;
  state: "waiting" | "counting" | "counted" | "failed";
  again: () => void;
};

/** Counts the audience anew whenever what decides about it changed, a moment after the last key. */
export function useAudiencePreview(content: DraftContent, count: EditorActs["preview"]): PreviewState {
  const [figures, setFigures] = useState<AudiencePreview | null>(null);
  const [state, setState] = useState<PreviewState["state"]>("waiting");
  const [round, setRound] = useState(0);
  const { lineId, purpose, bodyEn, bodyEs } = content;
  const question = JSON.stringify({ lineId, purpose, bodyEn, bodyEs, audience: audienceOf(content), round });

  useEffect(() => {
    const { round: _round, ...asked } = JSON.parse(question);
    if (asked.lineId === "") return setState("waiting");
    setState("counting");
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const answer = await count(asked).catch(() => undefined);
      if (!isCurrent) return;
      if (answer?.data) setFigures(answer.data);
      setState(answer?.data ? "counted" : "failed");
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [question, count]);

  return { figures, state, again: () => setRound((known) => known + 1) };
}
