"use client";

import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";

const EVERY_MS = 60_000;

/** How many people wait for an answer in the inbox: asked at each screen, when the window comes back, and each minute. */
export function useWaitingCount(isOn: boolean): number {
  const pathname = usePathname();
  const [count, setCount] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another screen asks anew
  useEffect(() => {
    if (!isOn) return;
    const leaving = new AbortController();
    const ask = async () => {
      if (document.visibilityState === "hidden") return;
      const waiting = await readWaiting(leaving.signal);
      if (waiting !== null) setCount(waiting);
    };
    void ask();
    const timer = setInterval(() => void ask(), EVERY_MS);
    document.addEventListener("visibilitychange", ask);
    return () => {
      leaving.abort();
      clearInterval(timer);
      document.removeEventListener("visibilitychange", ask);
    };
  }, [isOn, pathname]);
  return count;
}

/** Null when it cannot be told now: what was known stays. */
async function readWaiting(signal: AbortSignal): Promise<number | null> {
  try {
    const response = await fetch("/api/desk/inbox/waiting", { signal, headers: { accept: "application/json" } });
    return response.ok ? ((await response.json()) as { waiting: number }).waiting : null;
  } catch {
    return null;
  }
}
