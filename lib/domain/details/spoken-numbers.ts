import "server-only";

const SMALL_WORDS: ReadonlyMap<string, number> = new Map(
  [
    "zero oh o cero",
    "one first uno un primero primer",
    "two second dos",
    "three third tres",
    "four fourth cuatro",
    "five fifth cinco",
    "six sixth seis",
    "seven seventh siete",
    "eight eighth ocho",
    "nine ninth nueve",
    "ten tenth diez",
    "eleven eleventh once",
    "twelve twelfth doce",
    "thirteen thirteenth trece",
    "fourteen fourteenth catorce",
    "fifteen fifteenth quince",
    "sixteen sixteenth dieciseis",
    "seventeen seventeenth diecisiete",
    "eighteen eighteenth dieciocho",
    "nineteen nineteenth diecinueve",
    "twenty twentieth veinte",
    "veintiuno veintiun",
    "veintidos",
    "veintitres",
    "veinticuatro",
    "veinticinco",
    "veintiseis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
    "thirty thirtieth treinta",
  ].flatMap((words, value) => words.split(" ").map((word) => [word, value] as const)),
);

const TENS_WORDS: ReadonlyMap<string, number> = new Map(
  [
    ["twenty", "thirty treinta", "forty cuarenta", "fifty cincuenta"],
    ["sixty sesenta", "seventy setenta", "eighty ochenta", "ninety noventa"],
  ]
    .flat()
    .flatMap((words, index) => words.split(" ").map((word) => [word, (index + 2) * 10] as const)),
);

const HUNDREDS_WORDS: ReadonlyMap<string, number> = new Map([
  ["ochocientos", 800],
  ["novecientos", 900],
]);

const ZERO_WORDS = new Set(["oh", "o", "zero", "cero", "0"]);

/** Lower case, no accents, words and numbers apart; "and" and "y" go, since they only join. */
export function spokenTokens(text: string): string[] {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .split(/[^\p{L}\p{N}@]+/u)
    .filter((token) => token !== "" && token !== "and" && token !== "y");
}

/** 0 to 99 from "14th", "fourteenth", "eighty eight", "oh five", "treinta uno"; null for anything else. */
export function readSmallNumber(tokens: readonly string[]): number | null {
  const [first, second] = tokens;
  if (first === undefined || tokens.length > 2) return null;
  if (second === undefined) return readOne(first);
  const unit = readOne(second);
  if (unit === null || unit < 1 || unit > 9 || /\d\d/.test(second)) return null;
  if (ZERO_WORDS.has(first)) return unit;
  const tens = TENS_WORDS.get(first);
  return tens === undefined ? null : tens + unit;
}

/**
 * A year from "1988", "nineteen eighty eight", "two thousand five", "mil novecientos ochenta y ocho", "one nine eight
 * eight". Two digits give both centuries, for the caller to choose.
 */
export function readYears(tokens: readonly string[]): number[] {
  const [first] = tokens;
  if (tokens.length === 1 && first !== undefined && /^\d{4}$/.test(first)) return [Number(first)];
  const digits = tokens.map((token) => readOne(token));
  if (tokens.length === 4 && digits.every((digit) => digit !== null && digit < 10)) return [Number(digits.join(""))];
  const whole = readThousands(tokens) ?? readCenturyPair(tokens);
  if (whole !== null) return [whole];
  const short = readSmallNumber(tokens);
  return short === null || (tokens.length === 1 && short < 10 && first !== "00") ? [] : [1900 + short, 2000 + short];
}

/** Digits from digit words and digits; null when any token is something else. */
export function readDigits(tokens: readonly string[]): string | null {
  const digits = tokens.map((token) => {
    if (/^\d+$/.test(token)) return token;
    const value = SMALL_WORDS.get(token);
    return value !== undefined && value < 10 ? String(value) : null;
  });
  return digits.length === 0 || digits.includes(null) ? null : digits.join("");
}

function readOne(token: string): number | null {
  const digits = /^(\d{1,2})(?:st|nd|rd|th|o|a|ro|ero|do|to)?$/.exec(token)?.[1];
  if (digits !== undefined) return Number(digits);
  return SMALL_WORDS.get(token) ?? TENS_WORDS.get(token) ?? null;
}

function readThousands(tokens: readonly string[]): number | null {
  const mark = tokens.findIndex((token) => token === "thousand" || token === "mil");
  if (mark < 0) return null;
  const thousands = mark === 0 ? 1 : readSmallNumber(tokens.slice(0, mark));
  if (thousands !== 1 && thousands !== 2) return null;
  const rest = tokens.slice(mark + 1);
  const hundreds = HUNDREDS_WORDS.get(rest[0] ?? "");
  if (hundreds !== undefined) return sum(thousands * 1000 + hundreds, rest.slice(1));
  if (rest[1] === "hundred")
    return sum(thousands * 1000 + (readSmallNumber(rest.slice(0, 1)) ?? 0) * 100, rest.slice(2));
  return sum(thousands * 1000, rest);
}

/** "nineteen eighty eight", "twenty oh five", "nineteen hundred five"; "nineteen five" is no year. */
function readCenturyPair(tokens: readonly string[]): number | null {
  const century = readSmallNumber(tokens.slice(0, 1));
  if (century === null || century < 18 || century > 20) return null;
  const rest = tokens.slice(1);
  if (rest[0] === "hundred") return sum(century * 100, rest.slice(1));
  const years = readSmallNumber(rest);
  return years === null || (years < 10 && rest.length < 2) ? null : century * 100 + years;
}

function sum(base: number, rest: readonly string[]): number | null {
  if (rest.length === 0) return base;
  const small = readSmallNumber(rest);
  return small === null ? null : base + small;
}
