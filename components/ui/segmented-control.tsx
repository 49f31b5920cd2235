"use client";

import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import type { ReactNode } from "react";

type SegmentedControlProps = {
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  options: readonly { value: string; label: ReactNode; icon?: ReactNode }[];
};

/** Two to four views or values side by side; exactly one is on. */
export function SegmentedControl({ label, value, onValueChange, options }: SegmentedControlProps) {
  return (
    <ToggleGroup
      aria-label={label}
      value={[value]}
      onValueChange={([next]) => {
        if (typeof next === "string") onValueChange(next);
      }}
      className="inline-flex h-8 w-fit items-center gap-0.5 rounded-md border border-line bg-sunken p-0.5"
    >
      {options.map((option) => (
        <Toggle
          key={option.value}
          value={option.value}
          className="flex h-full min-w-7 items-center justify-center gap-1.5 rounded-sm border border-transparent px-2.5 text-sm text-muted transition-colors duration-100 hover:text-ink data-pressed:border-line data-pressed:bg-raised data-pressed:font-medium data-pressed:text-ink data-pressed:shadow-control [&_svg]:size-4"
        >
          {option.icon}
          {option.label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
