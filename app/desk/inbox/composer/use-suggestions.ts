"use client";

import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import type { Suggestion } from "./suggestion-list";

type SuggestionsOptions = {
  field: RefObject<HTMLTextAreaElement | null>;
  /** Finds the words before the caret that ask for suggestions; its first group is what was typed after the sign. */
  pattern: RegExp;
  find: (query: string) => readonly Suggestion[];
  onPick: (suggestion: Suggestion, asked: { start: number; end: number }) => void;
};

const MOST = 8;

/** Suggestions while a text is written: up and down move, Enter or Tab takes, Escape closes. */
export function useSuggestions({ field, pattern, find, onPick }: SuggestionsOptions) {
  const id = useId();
  const [asked, setAsked] = useState<{ query: string; start: number; end: number } | null>(null);
  const [active, setActive] = useState(0);
  const suggestions = asked === null ? [] : find(asked.query).slice(0, MOST);
  const isOpen = suggestions.length > 0;

  /** Looks anew at what stands before the caret. */
  function look() {
    const element = field.current;
    if (!element) return;
    const end = element.selectionStart;
    const match = pattern.exec(element.value.slice(0, end));
    setActive(0);
    setAsked(match ? { query: match[1] ?? "", start: end - (match[1] ?? "").length - 1, end } : null);
  }

  function pick(suggestion: Suggestion) {
    if (asked) onPick(suggestion, asked);
    setAsked(null);
  }

  /** Whether the key was for the list. */
  function onKeyDown(event: KeyboardEvent): boolean {
    const chosen = suggestions[active];
    if (!isOpen || !chosen) return false;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((active + step + suggestions.length) % suggestions.length);
    } else if ((event.key === "Enter" && !event.metaKey && !event.ctrlKey) || event.key === "Tab") pick(chosen);
    else if (event.key === "Escape") setAsked(null);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  const chosen = suggestions[active];
  return {
    list: { id, suggestions, active, onPick: pick },
    isOpen,
    /** Suggestions were asked for, and there are none. */
    isVain: asked !== null && !isOpen,
    look,
    onKeyDown,
    close: () => setAsked(null),
    aria: {
      "aria-autocomplete": "list" as const,
      ...(isOpen ? { "aria-controls": id } : {}),
      ...(isOpen && chosen ? { "aria-activedescendant": `${id}-${chosen.id}` } : {}),
    },
  };
}
