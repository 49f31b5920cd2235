"use client";

import { Combobox as BaseCombobox } from "@base-ui/react/combobox";
import { Check, ChevronsUpDown, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState, useTransition } from "react";
import { cn } from "./cn";
import { controlStyles } from "./control-styles";
import { popupItemStyles, popupStyles } from "./popup-styles";

export type ComboboxOption = { value: string; label: string; hint?: string };

type ComboboxProps = {
  /** The whole list, filtered while typing; or the first suggestions when `search` is given. */
  options: readonly ComboboxOption[];
  /** Asks the server instead of filtering here. The answer to the last question wins. */
  search?: (query: string) => Promise<readonly ComboboxOption[]>;
  name?: string;
  defaultValue?: ComboboxOption | null;
  onValueChange?: (option: ComboboxOption | null) => void;
  placeholder?: string;
  required?: boolean;
  disabled?: boolean;
  "aria-label"?: string;
  className?: string;
};

/** One choice from a long list, found by typing. Sends the option's `value` in a form. */
export function Combobox(props: ComboboxProps) {
  const { options, search, onValueChange, placeholder, className, "aria-label": label, ...root } = props;
  const t = useTranslations("common.combobox");
  const { found, searching, ask } = useSearch(options, search);
  return (
    <BaseCombobox.Root
      {...root}
      items={found}
      autoHighlight
      itemToStringLabel={(option: ComboboxOption) => option.label}
      itemToStringValue={(option: ComboboxOption) => option.value}
      isItemEqualToValue={(option, value) => option.value === value.value}
      {...(search ? { filter: null } : {})}
      onValueChange={(option) => onValueChange?.(option)}
      onInputValueChange={(query, { reason }) => {
        if (reason !== "item-press") ask(query);
      }}
    >
      <BaseCombobox.InputGroup className={cn("relative w-full", className)}>
        <BaseCombobox.Input
          aria-label={label}
          placeholder={placeholder}
          className={cn(controlStyles, "h-8 ps-2.5 pe-14")}
        />
        <div className="absolute inset-y-0 end-1 flex items-center text-subtle">
          <BaseCombobox.Clear
            aria-label={t("clear")}
            className="grid size-6 place-items-center rounded-xs hover:text-ink"
          >
            <X className="size-3.5" />
          </BaseCombobox.Clear>
          <BaseCombobox.Trigger
            aria-label={t("open")}
            className="grid size-6 place-items-center rounded-xs hover:text-ink"
          >
            <ChevronsUpDown className="size-3.5" />
          </BaseCombobox.Trigger>
        </div>
      </BaseCombobox.InputGroup>
      <BaseCombobox.Portal>
        <BaseCombobox.Positioner sideOffset={4} collisionPadding={8} className="z-50">
          <BaseCombobox.Popup
            className={cn(popupStyles, "w-(--anchor-width) min-w-56")}
            aria-busy={searching || undefined}
          >
            <BaseCombobox.Status className="px-3 text-xs text-subtle not-empty:py-2">
              {searching ? t("searching") : null}
            </BaseCombobox.Status>
            <BaseCombobox.Empty className="px-3 text-sm text-muted not-empty:py-2.5">
              {searching ? null : t("noResults")}
            </BaseCombobox.Empty>
            <BaseCombobox.List className="max-h-[min(18rem,var(--available-height))] scroll-py-1 overflow-y-auto p-1 data-empty:p-0">
              {(option: ComboboxOption) => (
                <BaseCombobox.Item key={option.value} value={option} className={cn(popupItemStyles, "pe-7")}>
                  <span className="flex min-w-0 flex-col">
                    <span className="truncate">{option.label}</span>
                    {option.hint ? <span className="truncate text-xs text-subtle">{option.hint}</span> : null}
                  </span>
                  <BaseCombobox.ItemIndicator className="absolute end-2 [&_svg]:text-accent-text">
                    <Check />
                  </BaseCombobox.ItemIndicator>
                </BaseCombobox.Item>
              )}
            </BaseCombobox.List>
          </BaseCombobox.Popup>
        </BaseCombobox.Positioner>
      </BaseCombobox.Portal>
    </BaseCombobox.Root>
  );
}

function useSearch(options: readonly ComboboxOption[], search: ComboboxProps["search"]) {
  const [answers, setAnswers] = useState<readonly ComboboxOption[] | null>(null);
  const [searching, startSearch] = useTransition();
  const questionNumber = useRef(0);
  function ask(query: string) {
    if (!search) return;
    questionNumber.current += 1;
    const mine = questionNumber.current;
    if (query.trim() === "") return setAnswers(null);
    startSearch(async () => {
      const answer = await search(query.trim());
      if (mine === questionNumber.current) setAnswers(answer);
    });
  }
  return { found: answers ?? options, searching, ask };
}
