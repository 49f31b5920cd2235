"use client";

import { useTranslations } from "next-intl";

/** One sentence for each rule of the gate that keeps a message back. */
export function useGuardReason() {
  const t = useTranslations("inbox.guard.blocked");
  return (code: string) =>
    t.has(code as Parameters<typeof t.has>[0]) ? t(code as Parameters<typeof t>[0]) : t("other");
}
