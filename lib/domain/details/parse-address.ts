import "server-only";
import { isStateCode, STATE_CODES, type StateCode, US_STATE_NAMES } from "@/lib/domain/phones/us-states";
import { readDigits, spokenTokens } from "./spoken-numbers";

export type AddressParts = {
  line1: string | null;
  line2: string | null;
  city: string | null;
  state: StateCode | null;
  postalCode: string | null;
};

/** Odd texts (two units, a country twice) come to rest within three readings. */
const SETTLING_ROUNDS = 6;

const LEAD_IN =
  /^(?:(?:(?:my|the) (?:home |mailing )?address is|i live (?:at|on)|it(?:'s|s| is)|mi direcci[oó]n es|(?:la )?direcci[oó]n es|vivo en|es)[\s:,]+)+/i;
const COUNTRY = /(?:[,\s]+(?:u\.?s\.?a\.?|united states(?: of america)?|estados unidos|ee\.? ?uu\.?))+$/i;
const PO_BOX = /^(?:p\.?\s?o\.?|post office) box \w+/i;
const UNIT =
  /(?:^|[,\s]+)((?:apartment|apt|unit|suite|ste|room|rm|lot|space|spc|trailer|apartamento|apto|departamento|depto)\.?\s#?[\w-]+|#\s?[\w-]+)$/i;
const UNIT_INSIDE =
  /^((?:(?:apartment|apt|unit|suite|ste|room|rm|lot|space|spc|trailer|apartamento|apto|departamento|depto)\.?\s#?[\w-]+|#\s?[\w-]+))\s+(.+)$/i;
const QUADRANT = /^(?:n|s|e|w|ne|nw|se|sw)$/i;

const STREET_ENDINGS = new Set(
  (
    "street st avenue ave av road rd drive dr lane ln boulevard blvd court ct circle cir way place pl terrace ter trail trl " +
    "parkway pkwy highway hwy loop plaza plz square sq alley pike row run crossing xing cove point path"
  ).split(" "),
);

const SPANISH_STATES: Record<string, StateCode> = {
  ...{ "nueva york": "NY", "nuevo york": "NY", "nueva jersey": "NJ", "nuevo mexico": "NM", "nuevo hampshire": "NH" },
  ...{ "carolina del norte": "NC", "carolina del sur": "SC", "dakota del norte": "ND", "dakota del sur": "SD" },
  ...{ "virginia occidental": "WV", "distrito de columbia": "DC", "washington dc": "DC", tejas: "TX", luisiana: "LA" },
  ...{ misisipi: "MS", misuri: "MO", pensilvania: "PA", dc: "DC" },
};

const STATE_OF_NAME: ReadonlyMap<string, StateCode> = new Map<string, StateCode>([
  ...STATE_CODES.map((code) => [US_STATE_NAMES[code].toLowerCase(), code] as const),
  ...Object.entries(SPANISH_STATES),
]);

/**
 * Reads a US address as typed or spoken into parts, as far as they are certain; the rest stays in `line1` in the words
 * given. A text all in lower case is capitalised. Reading the formatted result again gives the same parts.
 */
export function parseAddress(text: string): AddressParts {
  let parts = readParts(text);
  for (let round = 0; round < SETTLING_ROUNDS; round += 1) {
    const again = readParts(formatAddress(parts));
    if (isSame(again, parts)) break;
    parts = again;
  }
  return parts;
}

function readParts(text: string): AddressParts {
  const bare = text
    .replace(/^[\s,.]+/, "")
    .replace(LEAD_IN, "")
    .replace(/[\s.,]+$/, "")
    .replace(COUNTRY, "");
  const zip = takePostalCode(bare);
  const place = takeState(zip.rest, zip.postalCode !== null);
  const written = place.rest === place.rest.toLowerCase() ? capitalise(place.rest) : place.rest;
  return { ...splitStreet(written), state: place.state, postalCode: zip.postalCode };
}

function isSame(one: AddressParts, other: AddressParts): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** One line: `1450 West Glendale Avenue, Apt 12, Phoenix, AZ 85021`. */
export function formatAddress(parts: AddressParts): string {
  const region = [parts.state, parts.postalCode].filter((part) => part !== null).join(" ");
  return [parts.line1, parts.line2, parts.city, region].filter((part) => part !== null && part !== "").join(", ");
}

/** Enough to send a letter: a numbered street or a box, city, state and ZIP. */
export function isCompleteAddress({ line1, city, state, postalCode }: AddressParts): boolean {
  return (
    line1 !== null &&
    (/^\d/.test(line1) || PO_BOX.test(line1)) &&
    city !== null &&
    state !== null &&
    postalCode !== null
  );
}

function takePostalCode(text: string): { rest: string; postalCode: string | null } {
  const typed = /^(.*?)[\s,]+(\d{5})(?:[-\s](\d{4}))?$/s.exec(text);
  if (typed) return { rest: typed[1] ?? "", postalCode: typed[3] ? `${typed[2]}-${typed[3]}` : (typed[2] ?? null) };
  const words = text.split(/\s+/);
  const digits = readDigits(spokenTokens(words.slice(-5).join(" ")));
  if (words.length <= 5 || digits?.length !== 5) return { rest: text, postalCode: null };
  return {
    rest: words
      .slice(0, -5)
      .join(" ")
      .replace(/(?:[\s,]+zip(?: code)?(?: is)?)?[\s,]*$/i, ""),
    postalCode: digits,
  };
}

/** A two-letter word in lower case is a state only where a comma or a ZIP shows it: "or", "in" and "me" are words too. */
function takeState(text: string, hasPostalCode: boolean): { rest: string; state: StateCode | null } {
  const trimmed = text.replace(/[\s,.]+$/, "").replace(/\bd\.\s?c$/i, "DC");
  const words = [...trimmed.matchAll(/[^\s,]+/g)];
  for (const count of [4, 3, 2, 1]) {
    const start = words.at(-count)?.index;
    if (start === undefined || count > words.length) continue;
    const rest = trimmed.slice(0, start).replace(/[\s,]+$/, "");
    const name = trimmed.slice(start);
    const state = STATE_OF_NAME.get(spokenTokens(name).join(" "));
    // "Washington DC" names the city as well.
    if (state)
      return { rest: state === "DC" && count === 2 ? `${rest} ${name.split(/[\s,]+/)[0] ?? ""}`.trim() : rest, state };
    const code = name.toUpperCase();
    const isShown = name === code || hasPostalCode || /,\s*$/.test(trimmed.slice(0, start));
    if (count === 1 && isStateCode(code) && isShown) return { rest, state: code };
  }
  return { rest: trimmed, state: null };
}

function splitStreet(text: string): Pick<AddressParts, "line1" | "line2" | "city"> {
  const segments = text
    .split(",")
    .map((segment) => segment.trim())
    .filter((segment) => segment !== "");
  const [first, ...others] = segments;
  if (first === undefined) return { line1: null, line2: null, city: null };
  if (others.length === 0) return splitUnpunctuated(first);
  const last = others.at(-1) ?? "";
  const hasCity = isCity(last);
  const middle = hasCity ? others.slice(0, -1) : others;
  const street = splitUnit(first);
  const line2 = [street.line2, ...middle].filter((part) => part !== null).join(", ");
  return { line1: street.line1, line2: line2 === "" ? null : line2, city: hasCity ? last : null };
}

function splitUnpunctuated(text: string): Pick<AddressParts, "line1" | "line2" | "city"> {
  const words = text.split(/\s+/);
  const end = PO_BOX.test(text) ? boxEnd(text) : streetEnd(words);
  if (end === null) return { ...splitUnit(text), city: null };
  const line1 = words.slice(0, end).join(" ");
  const after = words.slice(end).join(" ");
  const unit = UNIT_INSIDE.exec(after);
  if (unit && isCity(unit[2])) return { line1, line2: unit[1] ?? null, city: unit[2] ?? null };
  if (after === "" || isCity(after)) return { line1, line2: null, city: after === "" ? null : after };
  return { ...splitUnit(text), city: null };
}

function isCity(text: string | undefined): boolean {
  return text !== undefined && /^\p{L}/u.test(text) && !UNIT.test(text);
}

function boxEnd(text: string): number {
  return (PO_BOX.exec(text)?.[0] ?? "").split(/\s+/).length;
}

/** How many words belong to the street: up to the first street ending after a number and a name, so "St Louis" stays a city. */
function streetEnd(words: readonly string[]): number | null {
  if (!/^\d/.test(words[0] ?? "")) return null;
  const isEnding = (index: number) => STREET_ENDINGS.has((words[index] ?? "").toLowerCase().replace(/\.$/, ""));
  let index = words.findIndex((_, at) => at >= 2 && isEnding(at));
  if (index < 0) return null;
  while (isEnding(index + 1) && !/^st\.?$/i.test(words[index + 1] ?? "")) index += 1;
  return QUADRANT.test(words[index + 1] ?? "") ? index + 2 : index + 1;
}

function splitUnit(text: string): Pick<AddressParts, "line1" | "line2"> {
  const unit = UNIT.exec(text);
  if (!unit || unit.index === 0) return { line1: text, line2: null };
  return { line1: text.slice(0, unit.index), line2: unit[1] ?? null };
}

function capitalise(text: string): string {
  return text
    .replace(/(^|[\s,#-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .normalize("NFC");
}
