"use client";

import { type RefObject, useLayoutEffect, useRef } from "react";
import { keptScrollTop } from "./kept-place";

type KeptPlaceProps = {
  scroller: RefObject<HTMLElement | null>;
  rows: readonly { id: string }[];
  /** What the list was asked for: another list begins anew. */
  asked: string;
  rowHeight: number;
};

/** Keeps what somebody who has scrolled down is reading in its place while rows come, go and change places above it. */
export function useKeptPlace({ scroller, rows, asked, rowHeight }: KeptPlaceProps): void {
  const shown = useRef({ rows, asked });
  // Before the browser paints: the rows are in their new places, and the list is still scrolled as it was.
  useLayoutEffect(() => {
    const before = shown.current;
    shown.current = { rows, asked };
    const element = scroller.current;
    if (element === null || before.rows === rows || before.asked !== asked) return;
    const { scrollTop, clientHeight: height } = element;
    const idsOf = (each: readonly { id: string }[]) => each.map(({ id }) => id);
    const kept = keptScrollTop({ before: idsOf(before.rows), after: idsOf(rows), scrollTop, height, rowHeight });
    if (kept !== scrollTop) element.scrollTop = kept;
  }, [scroller, rows, asked, rowHeight]);
}
