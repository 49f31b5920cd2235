import "server-only";
import { normaliseWords } from "./normalise-words";
import { SPANISH_KEYWORDS } from "./opt-out-words";

const SPANISH = new Set(SPANISH_KEYWORDS.flatMap((keyword) => keyword.split(" ")));

/** Whether a keyword tells that the person writes Spanish; STOP, HELP and "no" are written in every language. */
export function isSpanishKeyword(text: string): boolean {
  const words = normaliseWords(text).split(" ");
  return words.length <= 4 && words.some((word) => SPANISH.has(word));
}
