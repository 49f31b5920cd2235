"use client";

import { useNow } from "next-intl";
import { useInbox } from "../inbox-context";

const TICK_MS = 15_000;

/** The time by which hours are judged: the real one, or the demo's (see contact-clock.ts). */
export function useContactClock(): Date {
  const { contactClockOffsetMs } = useInbox();
  const now = useNow({ updateInterval: TICK_MS });
  return new Date(now.getTime() + contactClockOffsetMs);
}
