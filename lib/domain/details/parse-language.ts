import "server-only";
import { spokenTokens } from "./spoken-numbers";

const ALIASES: Record<string, string> = { castellano: "es", mandarin: "zh", cantonese: "zh", cantones: "zh" };

let names: Map<string, string> | null = null;

/** The ISO 639 code of a language named in English or Spanish ("Spanish", "en inglés por favor") or by its code; null if none or two are. */
export function parseLanguage(text: string): string | null {
  names ??= languageNames();
  const known = names;
  const tokens = spokenTokens(text);
  const code = /^([a-z]{2})(?:[-_][a-z]{2})?$/i.exec(text.trim())?.[1]?.toLowerCase();
  if (code !== undefined && [...known.values()].includes(code)) return code;
  const found = new Set([tokens.join(" "), ...tokens].flatMap((name) => known.get(name) ?? []));
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}

function languageNames(): Map<string, string> {
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  const found = new Map(Object.entries(ALIASES));
  for (const locale of ["en", "es"]) {
    const display = new Intl.DisplayNames(locale, { type: "language", fallback: "none" });
    for (const code of codes) {
      // Retired codes such as `iw` share the name of the code that replaced them.
      const name = display.of(code);
      const canonical = Intl.getCanonicalLocales(code)[0];
      if (name && canonical === code) found.set(spokenTokens(name).join(" "), code);
    }
  }
  return found;
}
