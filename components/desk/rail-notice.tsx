"use client";

import { useShell } from "./shell-context";
import { SimulatedNotice } from "./simulated-notice";

/** The notice in the width that the rail has at the moment. */
export function RailNotice() {
  const { isRailCollapsed } = useShell();
  return <SimulatedNotice compact={isRailCollapsed} />;
}
