"use client";

import { createContext, useContext } from "react";

export type ShellControls = {
  openPalette: () => void;
  openHelp: () => void;
  isRailCollapsed: boolean;
  toggleRail: () => void;
  /** People who wait for an answer in the inbox. */
  waiting: number;
};

export const ShellContext = createContext<ShellControls | null>(null);

/** The controls of the shell around this component. Throws outside of one. */
export function useShell(): ShellControls {
  const shell = useContext(ShellContext);
  if (!shell) throw new Error("useShell is only available inside AppShell");
  return shell;
}
