import "server-only";
import { readSmallNumber, readYears, spokenTokens } from "./spoken-numbers";

export type ParsedDate =
  | { ok: true; date: string }
  | { ok: false; reason: "unrecognised" | "ambiguous" | "impossible" | "in_future" | "too_old" };

type Candidate = { year: number; month: number; day: number };

const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    "january jan enero ene",
    "february feb febrero",
    "march mar marzo",
    "april apr abril abr",
    "may mayo",
    "june jun junio",
    "july jul julio",
    "august aug agosto ago",
    "september sept sep septiembre setiembre",
    "october oct octubre",
    "november nov noviembre",
    "december dec diciembre dic",
  ].flatMap((names, index) => names.split(" ").map((name) => [name, index + 1] as const)),
);

/** Words around a spoken date that are no part of it. */
const FILLERS = new Set(
  (
    "the of on in it it's its s is was i my date birth birthday birthdate born day year happened accident around dob " +
    "el la de del en fue es mi nacimiento fecha naci dia ano accidente paso " +
    "monday tuesday wednesday thursday friday saturday sunday lunes martes miercoles jueves viernes sabado domingo"
  ).split(" "),
);

/**
 * Reads a calendar day: ISO, US numeric (a first number over 12 is a day), or English or Spanish words such as "May
 * fourteenth nineteen eighty-eight" and "14 de mayo de 1988". In Spanish, numbers that could be day or month are
 * ambiguous. The day is not after `now` (UTC, so that today is today everywhere in the country) nor over `maxYears` ago.
 */
export function parseDate(text: string, limits: { now: Date; maxYears: number; language: "en" | "es" }): ParsedDate {
  const candidates = readNumeric(text.trim(), limits.language) ?? readWords(spokenTokens(text), limits.language);
  if (candidates.length === 0) return { ok: false, reason: "unrecognised" };
  const dates = [...new Set(candidates.flatMap((candidate) => isoDate(candidate) ?? []))];
  if (dates.length === 0) return { ok: false, reason: "impossible" };
  const today = limits.now.toISOString().slice(0, 10);
  const oldest = `${String(limits.now.getUTCFullYear() - limits.maxYears).padStart(4, "0")}${today.slice(4)}`;
  const past = dates.filter((date) => date <= today);
  if (past.length === 0) return { ok: false, reason: "in_future" };
  const [date, ...others] = past.filter((each) => each >= oldest);
  if (date === undefined) return { ok: false, reason: "too_old" };
  return others.length > 0 ? { ok: false, reason: "ambiguous" } : { ok: true, date };
}

function readNumeric(text: string, language: "en" | "es"): Candidate[] | null {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(text);
  if (iso) return [{ year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) }];
  const parts =
    /^(\d{1,2})\s?[-/.\s]\s?(\d{1,2})\s?[-/.\s]\s?(\d{4}|\d{2})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  if (!parts) return null;
  const [first, second] = [Number(parts[1]), Number(parts[2])];
  return readYears([parts[3] ?? ""]).flatMap((year) => {
    const monthFirst = { year, month: first, day: second };
    const dayFirst = { year, month: second, day: first };
    if (first > 12) return [dayFirst];
    return language === "es" && second <= 12 ? [monthFirst, dayFirst] : [monthFirst];
  });
}

function readWords(spoken: readonly string[], language: "en" | "es"): Candidate[] {
  const tokens = spoken.filter((token) => !FILLERS.has(token));
  const marks = tokens.flatMap((token, index) => (MONTHS.has(token) ? [index] : []));
  const [mark] = marks;
  if (mark === undefined) return readNumberWords(tokens, language);
  if (marks.length > 1) return [];
  const month = MONTHS.get(tokens[mark] ?? "") ?? 0;
  const [before, after] = [tokens.slice(0, mark), tokens.slice(mark + 1)];
  const pairs =
    before.length > 0
      ? [
          [before, after],
          [after, before],
        ]
      : splits(after);
  return pairs.flatMap(([day = [], year = []]) => combine(readSmallNumber(day), readYears(year), month));
}

/** "five fourteen nineteen eighty eight": month first in English, day first in Spanish. */
function readNumberWords(tokens: readonly string[], language: "en" | "es"): Candidate[] {
  if (tokens.length < 3 || tokens.length > 9) return [];
  return splits(tokens).flatMap(([head = [], tail = []]) =>
    splits(tail).flatMap(([middle = [], year = []]) => {
      const [one, two] = [readSmallNumber(head), readSmallNumber(middle)];
      const [month, day] = language === "en" ? [one, two] : [two, one];
      return month === null || month < 1 || month > 12 ? [] : combine(day, readYears(year), month);
    }),
  );
}

function combine(day: number | null, years: readonly number[], month: number): Candidate[] {
  return day === null || day < 1 || day > 31 ? [] : years.map((year) => ({ year, month, day }));
}

function splits(tokens: readonly string[]): string[][][] {
  return tokens.slice(1).map((_, index) => [tokens.slice(0, index + 1), tokens.slice(index + 1)]);
}

function isoDate({ year, month, day }: Candidate): string | null {
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, 10) : null;
}
