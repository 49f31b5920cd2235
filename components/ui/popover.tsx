"use client";

import { Popover as BasePopover } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn";
import { popupStyles } from "./popup-styles";

type PopoverProps = {
  trigger: ReactElement;
  title?: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
  className?: string;
  children: ReactNode;
};

/** More about one thing, beside it: an explanation, or a small form. */
export function Popover({ trigger, title, align = "start", side = "bottom", className, children }: PopoverProps) {
  return (
    <BasePopover.Root>
      <BasePopover.Trigger render={trigger} />
      <BasePopover.Portal>
        <BasePopover.Positioner align={align} side={side} sideOffset={6} collisionPadding={8} className="z-50">
          <BasePopover.Popup className={cn(popupStyles, "w-80 max-w-[calc(100vw-1rem)] p-4", className)}>
            {title ? <BasePopover.Title className="mb-1 text-sm font-semibold">{title}</BasePopover.Title> : null}
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  );
}
