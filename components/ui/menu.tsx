"use client";

import { Menu as BaseMenu } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn";
import { popupItemStyles, popupStyles } from "./popup-styles";

type MenuProps = {
  trigger: ReactElement;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
  children: ReactNode;
};

/** Actions behind a button. Holds `MenuChoice`. */
export function Menu({ trigger, align = "end", side = "bottom", children }: MenuProps) {
  return (
    <BaseMenu.Root modal={false}>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner align={align} side={side} sideOffset={4} collisionPadding={8} className="z-50">
          <BaseMenu.Popup
            className={cn(popupStyles, "max-h-(--available-height) min-w-44 max-w-80 overflow-y-auto p-1")}
          >
            {children}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

type MenuChoiceProps = {
  label: string;
  value: string;
  options: readonly { value: string; label: string; icon?: ReactNode }[];
  onValueChange: (value: string) => void;
};

/** One of a few values, the present one ticked. */
export function MenuChoice({ label, value, options, onValueChange }: MenuChoiceProps) {
  return (
    <BaseMenu.Group>
      <BaseMenu.GroupLabel className="px-2 pt-1.5 pb-1 text-xs text-subtle">{label}</BaseMenu.GroupLabel>
      <BaseMenu.RadioGroup value={value} onValueChange={(next) => onValueChange(String(next))}>
        {options.map((option) => (
          <BaseMenu.RadioItem
            key={option.value}
            value={option.value}
            closeOnClick
            className={cn(popupItemStyles, "pe-8")}
          >
            {option.icon}
            <span className="flex-1">{option.label}</span>
            <BaseMenu.RadioItemIndicator className="absolute end-2 [&_svg]:text-accent-text">
              <Check />
            </BaseMenu.RadioItemIndicator>
          </BaseMenu.RadioItem>
        ))}
      </BaseMenu.RadioGroup>
    </BaseMenu.Group>
  );
}
