"use client";

import { createContext, type RefObject, useContext, useEffect, useRef } from "react";

/** Keys that mean something only where a screen says what they do. */
export const PAGE_KEYS = {
  e: "resolve",
  s: "snooze",
  a: "assign",
  r: "reply",
  n: "note",
  x: "select",
  u: "unread",
} as const;

export type PageKey = (typeof PAGE_KEYS)[keyof typeof PAGE_KEYS];

/** What a screen does on a key. `move` and `back` replace what they do elsewhere. */
export type PageShortcuts = Partial<Record<PageKey | "back", () => void>> & { move?: (step: 1 | -1) => void };

/** The shell's place for the present screen's functions, which are read anew on every key. */
export type ShortcutRegistry = RefObject<RefObject<PageShortcuts> | null>;

export const PageShortcutsContext = createContext<ShortcutRegistry | null>(null);

/** Has the shell's single keys do what this screen says, as long as it is shown. The newest functions count. */
export function usePageShortcuts(shortcuts: PageShortcuts): void {
  const registry = useContext(PageShortcutsContext);
  const newest = useRef(shortcuts);
  newest.current = shortcuts;
  useEffect(() => {
    if (!registry) return;
    registry.current = newest;
    return () => {
      if (registry.current === newest) registry.current = null;
    };
  }, [registry]);
}
