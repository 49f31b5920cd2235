"use client";

import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { controlStyles } from "@/components/ui/control-styles";
import { Kbd } from "@/components/ui/kbd";

const TYPING_PAUSE_MS = 250;
const MOST_CHARACTERS = 100;

/** Looks through names, numbers and what was written, on the server; the words stand in the address. */
export function ListSearch({ words, onSearch }: { words: string | null; onSearch: (words: string | null) => void }) {
  const t = useTranslations("inbox.list");
  const common = useTranslations("common.search");
  const [text, setText] = useState(words ?? "");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useRef(words);

  // Back and saved views change the words without this field.
  useEffect(() => {
    if (asked.current === words) return;
    asked.current = words;
    setText(words ?? "");
  }, [words]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function search(next: string, pauseMs: number) {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      asked.current = next.trim() || null;
      onSearch(asked.current);
    }, pauseMs);
  }

  return (
    <search className="relative w-full">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 start-2.5 my-auto size-3.5 text-subtle"
      />
      <input
        type="search"
        aria-label={t("search")}
        placeholder={t("search")}
        value={text}
        maxLength={MOST_CHARACTERS}
        data-shortcut="search"
        onChange={(event) => search(event.target.value, TYPING_PAUSE_MS)}
        onKeyDown={(event) => {
          if (event.key === "Enter") search(text, 0);
          if (event.key !== "Escape") return;
          // A browser would empty the field: leaving it keeps what was found.
          event.preventDefault();
          event.currentTarget.blur();
        }}
        className={cn(
          controlStyles,
          "peer h-8 appearance-none border-line ps-8 pe-8 [&::-webkit-search-cancel-button]:hidden",
        )}
      />
      {text === "" ? (
        <Kbd
          keys={["/"]}
          className="pointer-events-none absolute inset-y-0 end-2 peer-focus:hidden pointer-coarse:hidden"
        />
      ) : (
        <button
          type="button"
          aria-label={common("clear")}
          onClick={() => search("", 0)}
          className="absolute inset-y-1 end-1 grid w-6 place-items-center rounded-xs text-subtle hover:text-ink"
        >
          <X className="size-3.5" />
        </button>
      )}
    </search>
  );
}
