"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** How the command key is called on this machine. */
export function useModifierKey(): "⌘" | "Ctrl" {
  return useSyncExternalStore(
    never,
    () => (/mac|iphone|ipad/i.test(navigator.userAgent) ? "⌘" : "Ctrl"),
    () => "Ctrl",
  );
}
