"use client";

import { createContext, useContext } from "react";

export type ShellControls = {
  openPalette: () => void;
  openHelp: () => void;
  isRailCollapsed: boolean;
  toggleRail: () => void;
};

export const ShellContext = createContext<ShellControls | null>(null);

/** The controls of the shell around this component. Throws outside of one. */
export function useShell(): ShellControls {
  const shell = useContext(ShellContext);
  if (!shell) throw new Error("useShell is only available inside AppShell");
  return shell;
}
