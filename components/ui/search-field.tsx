"use client";

import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryStates } from "nuqs";
import { useRef, useState, useTransition } from "react";
import { cn } from "./cn";
import { controlStyles } from "./control-styles";
import { Kbd } from "./kbd";
import { Spinner } from "./spinner";

const typingPauseMs = 250;

type SearchFieldProps = {
  /** What is searched, for example “Search contacts”. Also the placeholder. */
  label: string;
  /** URL parameter; a change also drops `cursor`, because the old page no longer exists. */
  param?: string;
  className?: string;
};

/** Search of a list. The words live in the URL, so that Back works and a link shows the same list. `/` jumps here. */
export function SearchField({ label, param = "q", className }: SearchFieldProps) {
  const t = useTranslations("common.search");
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [isSearching, startSearch] = useTransition();
  const [query, setQuery] = useQueryStates(
    { [param]: parseAsString, cursor: parseAsString },
    { shallow: false, startTransition: startSearch },
  );
  const [text, setText] = useState(query[param] ?? "");

  function search(words: string, pauseMs: number) {
    setText(words);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void setQuery({ [param]: words.trim() || null, cursor: null }), pauseMs);
  }

  return (
    <search className={cn("relative w-full sm:w-64", className)}>
      <span
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 start-2.5 flex items-center text-subtle"
      >
        {isSearching ? <Spinner className="size-3.5" /> : <Search className="size-3.5" />}
      </span>
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        data-shortcut="search"
        onChange={(event) => search(event.target.value, typingPauseMs)}
        onKeyDown={(event) => {
          if (event.key === "Enter") search(text, 0);
          if (event.key === "Escape") event.currentTarget.blur();
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
          aria-label={t("clear")}
          onClick={() => {
            search("", 0);
            input.current?.focus();
          }}
          className="absolute inset-y-1 end-1 grid w-6 place-items-center rounded-xs text-subtle hover:text-ink"
        >
          <X className="size-3.5" />
        </button>
      )}
    </search>
  );
}
