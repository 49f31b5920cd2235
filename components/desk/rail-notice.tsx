"use client";

import { useShell } from "./shell-context";
import { SimulatedNotice, type SimulatedParts } from "./simulated-notice";

/** The notice in the width that the rail has at the moment. */
export function RailNotice({ parts }: { parts: SimulatedParts }) {
  const { isRailCollapsed } = useShell();
  return <SimulatedNotice parts={parts} compact={isRailCollapsed} />;
}
