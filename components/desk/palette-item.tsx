"use client";

import { Command } from "cmdk";
import type { ReactNode } from "react";

type PaletteItemProps = {
  /** What typing is matched against, unique in the palette. */
  value: string;
  icon?: ReactNode;
  forceMount?: boolean;
  onSelect: () => void;
  children: ReactNode;
};

/** One line of the command palette. */
export function PaletteItem({ value, icon, forceMount = false, onSelect, children }: PaletteItemProps) {
  return (
    <Command.Item
      value={value}
      forceMount={forceMount}
      onSelect={onSelect}
      className="flex h-9 cursor-default items-center gap-2.5 rounded-md px-2.5 text-sm text-ink select-none data-[selected=true]:bg-hover any-pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-subtle"
    >
      {icon}
      {children}
    </Command.Item>
  );
}

type PaletteGroupProps = { heading: string; forceMount?: boolean; children: ReactNode };

export function PaletteGroup({ heading, forceMount = false, children }: PaletteGroupProps) {
  return (
    <Command.Group
      heading={heading}
      forceMount={forceMount}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-subtle"
    >
      {children}
    </Command.Group>
  );
}
