"use client";

import { Select as BaseSelect } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { controlStyles } from "./control-styles";
import { popupItemStyles, popupStyles } from "./popup-styles";

export type SelectOption = { value: string; label: string; hint?: string; icon?: ReactNode; disabled?: boolean };

type SelectProps = {
  options: readonly SelectOption[];
  name?: string;
  defaultValue?: string;
  value?: string;
  onValueChange?: (value: string) => void;
  placeholder?: string;
  required?: boolean;
  disabled?: boolean;
  /** Needed when no `Field` gives the label. */
  "aria-label"?: string;
  className?: string;
};

/** One choice from a short list. For long or searchable lists use `Combobox`. */
export function Select(props: SelectProps) {
  const { options, onValueChange, placeholder, className, "aria-label": label, ...root } = props;
  return (
    <BaseSelect.Root
      {...root}
      items={options}
      modal={false}
      {...(onValueChange ? { onValueChange: (value: string | null) => value !== null && onValueChange(value) } : {})}
    >
      <BaseSelect.Trigger
        aria-label={label}
        className={cn(
          controlStyles,
          "inline-flex h-8 items-center justify-between gap-2 ps-2.5 pe-2 text-start",
          className,
        )}
      >
        <BaseSelect.Value placeholder={placeholder} className="truncate data-placeholder:text-subtle" />
        <BaseSelect.Icon className="text-subtle">
          <ChevronsUpDown className="size-3.5" />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner alignItemWithTrigger={false} sideOffset={4} collisionPadding={8} className="z-50">
          <BaseSelect.Popup className={cn(popupStyles, "min-w-(--anchor-width) max-w-80")}>
            <BaseSelect.List className="max-h-[min(20rem,var(--available-height))] scroll-py-1 overflow-y-auto p-1">
              {options.map((option) => (
                <BaseSelect.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled ?? false}
                  className={cn(popupItemStyles, "pe-7")}
                >
                  {option.icon}
                  <span className="flex min-w-0 flex-col">
                    <BaseSelect.ItemText>{option.label}</BaseSelect.ItemText>
                    {option.hint ? <span className="text-xs text-subtle">{option.hint}</span> : null}
                  </span>
                  <BaseSelect.ItemIndicator className="absolute end-2.5 [&_svg]:text-accent-text">
                    <Check />
                  </BaseSelect.ItemIndicator>
                </BaseSelect.Item>
              ))}
            </BaseSelect.List>
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}
