"use client";

import { type ReactNode, useSyncExternalStore } from "react";

const never = () => () => {};

/**
 * Draws its content only once the page is alive. Clerk's components draw nothing on the server but themselves at once
 * where Clerk's script came first, which React reports as a mismatch; `fallback` holds their place on both sides.
 */
export function AfterHydration({ fallback = null, children }: { fallback?: ReactNode; children: ReactNode }) {
  const isHydrated = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return isHydrated ? children : fallback;
}
