"use client";

import { useRouter } from "next/navigation";
import { useTimeZone } from "next-intl";
import { useEffect } from "react";
import { rememberChoice } from "./remember-choice";

/** Read by lib/i18n on the server. */
const timeZoneCookie = "docketline_time_zone";

/** Tells the server the reader's time zone once, so that every later page is drawn on the right clock. */
export function TimeZoneCookie() {
  const router = useRouter();
  const drawnIn = useTimeZone();
  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    if (!timeZone || timeZone === drawnIn) return;
    rememberChoice(timeZoneCookie, timeZone);
    router.refresh();
  }, [drawnIn, router]);
  return null;
}
