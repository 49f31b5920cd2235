/** Languages of the interface. The first one answers when nothing else matches. */
export const locales = ["en", "es"] as const;

export type Locale = (typeof locales)[number];

/** The language with its region, by which numbers, dates and times are written: those of the United States. */
export type RegionalLocale = "en-US" | "es-US";

const REGIONAL: Record<Locale, RegionalLocale> = { en: "en-US", es: "es-US" };

export function regionalLocale(locale: Locale): RegionalLocale {
  return REGIONAL[locale];
}

/** The language of what next-intl calls the locale. */
export function languageOf(locale: Locale | RegionalLocale): Locale {
  return locale.startsWith("es") ? "es" : "en";
}

/** Cookie that holds the language a person chose. next-intl's own name, so that its tools recognise it. */
export const localeCookie = "NEXT_LOCALE";

/**
 * Picks the language of one request: the cookie when it names a language we have, otherwise the best entry of
 * Accept-Language (RFC 9110 12.5.4: quality values, region subtags fall back to the language), otherwise English.
 */
export function chooseLocale(cookie: string | undefined, acceptLanguage: string | null): Locale {
  const chosen = locales.find((locale) => locale === cookie);
  if (chosen) return chosen;
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map(parseLanguageRange)
    .filter((range) => range.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { language } of wanted) {
    const match = locales.find((locale) => locale === language);
    if (match) return match;
  }
  return locales[0];
}

function parseLanguageRange(range: string): { language: string; quality: number } {
  const [tag = "", ...parameters] = range.trim().toLowerCase().split(";");
  const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
  return { language: tag.split("-")[0] ?? "", quality: quality === undefined ? 1 : Number(quality) };
}
