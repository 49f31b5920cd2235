import "server-only";
import { normaliseWords } from "./normalise-words";
import { AMBIGUOUS_STOP_WORDS } from "./opt-out-words";

const AMBIGUOUS = new Set(AMBIGUOUS_STOP_WORDS);

/**
 * Whether a keyword that stops contact is also what a client says about an appointment, a file or the week: it is obeyed as
 * the rule names it (47 CFR 64.1200(a)(10)), and a person looks at it as well.
 */
export function isAmbiguousStop(text: string): boolean {
  return AMBIGUOUS.has(normaliseWords(text));
}
