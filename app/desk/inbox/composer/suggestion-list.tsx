"use client";

import { cn } from "@/components/ui/cn";
import { popupStyles } from "@/components/ui/popup-styles";

export type Suggestion = { id: string; label: string; hint: string };

type SuggestionListProps = {
  id: string;
  label: string;
  suggestions: readonly Suggestion[];
  active: number;
  onPick: (suggestion: Suggestion) => void;
};

/** What may be put in at the caret. The keys stay with the text; this only shows. */
export function SuggestionList({ id, label, suggestions, active, onPick }: SuggestionListProps) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label={label}
      className={cn(popupStyles, "absolute inset-x-0 bottom-full z-20 mb-1 max-h-56 overflow-y-auto p-1")}
    >
      {suggestions.map((suggestion, index) => (
        <div
          key={suggestion.id}
          id={`${id}-${suggestion.id}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onPointerDown={(event) => {
            event.preventDefault();
            onPick(suggestion);
          }}
          className={cn(
            "flex min-h-8 cursor-default flex-col justify-center rounded-sm px-2 py-1",
            index === active && "bg-hover",
          )}
        >
          <span className="truncate text-sm text-ink">{suggestion.label}</span>
          {suggestion.hint ? <span className="truncate text-xs text-subtle">{suggestion.hint}</span> : null}
        </div>
      ))}
    </div>
  );
}
