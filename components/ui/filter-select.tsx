"use client";

import { Select as BaseSelect } from "@base-ui/react/select";
import { Check, ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryStates } from "nuqs";
import { useTransition } from "react";
import { buttonStyles } from "./button-styles";
import { cn } from "./cn";
import { popupItemStyles, popupStyles } from "./popup-styles";
import { Spinner } from "./spinner";

type FilterSelectProps = {
  /** Name of the property: “Status”. */
  label: string;
  /** URL parameter; a change also drops `cursor`. */
  param: string;
  options: readonly { value: string; label: string }[];
};

const anything = "";

/** A filter of a list, kept in the URL: “Status: New”. */
export function FilterSelect({ label, param, options }: FilterSelectProps) {
  const t = useTranslations("common.filter");
  const [isApplying, startApplying] = useTransition();
  const [query, setQuery] = useQueryStates(
    { [param]: parseAsString, cursor: parseAsString },
    { shallow: false, startTransition: startApplying },
  );
  const chosen = options.find((option) => option.value === query[param]);
  const items = [{ value: anything, label: t("any") }, ...options];
  return (
    <BaseSelect.Root
      value={chosen?.value ?? anything}
      items={items}
      modal={false}
      onValueChange={(value) => void setQuery({ [param]: value || null, cursor: null })}
    >
      <BaseSelect.Trigger
        aria-label={`${label}: ${chosen?.label ?? t("any")}`}
        className={cn(
          buttonStyles({ variant: "secondary" }),
          "gap-1 px-2.5 font-normal",
          chosen ? "border-accent-line bg-accent-soft text-ink" : "border-dashed bg-transparent text-muted shadow-none",
        )}
      >
        {isApplying ? <Spinner className="size-3.5" /> : null}
        <span>
          {label}
          {chosen ? <span className="font-medium">: {chosen.label}</span> : null}
        </span>
        <ChevronDown className="size-3.5! text-subtle" />
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner alignItemWithTrigger={false} sideOffset={4} collisionPadding={8} className="z-50">
          <BaseSelect.Popup className={cn(popupStyles, "min-w-44 max-w-72")}>
            <BaseSelect.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto p-1">
              {items.map((option) => (
                <BaseSelect.Item key={option.value} value={option.value} className={cn(popupItemStyles, "pe-8")}>
                  <BaseSelect.ItemText>{option.label}</BaseSelect.ItemText>
                  <BaseSelect.ItemIndicator className="absolute end-2 [&_svg]:text-accent-text">
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
