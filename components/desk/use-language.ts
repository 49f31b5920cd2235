"use client";

import { useRouter } from "next/navigation";
import { useLocale } from "next-intl";
import type { Locale } from "@/lib/i18n/locale";
import { rememberChoice } from "./remember-choice";

/** next-intl's cookie; lib/i18n reads it on the server. */
const languageCookie = "NEXT_LOCALE";

/** The language of the interface, and how to change it without losing the place. */
export function useLanguage(): { language: Locale; setLanguage: (next: Locale) => void } {
  const language = useLocale().startsWith("es") ? "es" : "en";
  const router = useRouter();
  function setLanguage(next: Locale) {
    rememberChoice(languageCookie, next);
    router.refresh();
  }
  return { language, setLanguage };
}
