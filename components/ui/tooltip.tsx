"use client";

import { Tooltip as BaseTooltip } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";
import { Kbd } from "./kbd";

type TooltipProps = {
  label: ReactNode;
  /** Shown after the words, so that people learn the key while they use the mouse. */
  shortcut?: readonly string[] | undefined;
  side?: "top" | "right" | "bottom" | "left";
  /** The control that the tooltip names: one element that takes a ref. */
  children: ReactElement;
};

/** A short name for a control on hover and focus. Never the only place of an information that is needed. */
export function Tooltip({ label, shortcut, side = "bottom", children }: TooltipProps) {
  return (
    <BaseTooltip.Root>
      <BaseTooltip.Trigger render={children} />
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner side={side} sideOffset={6} collisionPadding={8} className="z-50">
          <BaseTooltip.Popup className="flex max-w-72 items-center gap-2 rounded-md border border-line bg-raised px-2 py-1 text-xs text-ink shadow-popover transition-opacity duration-100 data-ending-style:opacity-0 data-instant:duration-0 data-starting-style:opacity-0">
            {label}
            {shortcut ? <Kbd keys={shortcut} /> : null}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  );
}
