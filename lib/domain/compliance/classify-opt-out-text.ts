import "server-only";
import { normaliseWords } from "./normalise-words";
import {
  AFFIRMATIVE_WORDS,
  CLEAR_STOP_WORDS,
  FILLER_WORDS,
  HELP_WORDS,
  POLITE_STOPS,
  SENTENCE_STOP_WORDS,
  SPANISH_KEEP_ON,
  START_WORDS,
  STOP_INTENT_PATTERNS,
  STOP_SIGNS,
  STOP_WORDS,
} from "./opt-out-words";

/** As far as `normaliseWords` reads. */
const MAX_SENTENCES_LENGTH = 2_000;

export type OptOutClass = {
  /** `stop`: the whole message is a keyword. `stop_intent`: suppress at once, then a person reviews the words. */
  kind: "stop" | "stop_intent" | "help" | "start" | "none";
  /** The normalised words that decided; null for `none`. */
  matched: string | null;
};

/**
 * Reads a text message or a spoken sentence, English or Spanish, for a wish to be left alone (CMP-02; 47 CFR 64.1200(a)(10):
 * any reasonable means). Runs in code before any language model. HELP is no opt-out; "yes" is a START only in answer to an
 * opt-in question.
 */
export function classifyOptOutText(text: string, context: { answersOptInPrompt?: boolean } = {}): OptOutClass {
  const words = normaliseWords(text);
  const bare = words.replaceAll(" ", "");
  if (bare === "") return classifySigns(text);
  if (isOneOf(STOP_WORDS, bare)) return { kind: "stop", matched: words };
  if (isOneOf(HELP_WORDS, bare)) return { kind: "help", matched: words };
  if (isOneOf(START_WORDS, bare)) return { kind: "start", matched: words };
  if (context.answersOptInPrompt && isOneOf(AFFIRMATIVE_WORDS, bare)) return { kind: "start", matched: words };
  const intent = classifyIntent(words);
  return intent.kind === "none" ? classifySentences(text) : intent;
}

/** A bare yes: an answer to whatever was asked last, and no START by itself. */
export function isMereYes(text: string): boolean {
  return isOneOf(AFFIRMATIVE_WORDS, normaliseWords(text).replaceAll(" ", ""));
}

function classifyIntent(words: string): OptOutClass {
  const core = coreOf(words);
  if (POLITE_STOPS.includes(words)) return { kind: "stop_intent", matched: words };
  if (!SPANISH_KEEP_ON.test(words) && isOneOf(CLEAR_STOP_WORDS, core)) return { kind: "stop_intent", matched: words };
  for (const pattern of STOP_INTENT_PATTERNS) {
    const match = pattern.exec(words);
    if (match) return { kind: "stop_intent", matched: match[0].trim() };
  }
  return { kind: "none", matched: null };
}

/** What is left of a text without the words that change nothing, each once in a row, as `isOneOf` compares it. */
function coreOf(words: string): string {
  const core = words
    .split(" ")
    .filter((word) => !FILLER_WORDS.has(word))
    .map((word) => word.replace(/^s+t+[o0]+p+$/, "stop"));
  return core.filter((word, index) => word !== core[index - 1]).join("");
}

/** A stop word that stands as a sentence or line of its own in a longer text. */
function classifySentences(text: string): OptOutClass {
  for (const sentence of text.slice(0, MAX_SENTENCES_LENGTH).split(/[.!?;\n\r…]+/)) {
    const words = normaliseWords(sentence);
    if (words === "" || SPANISH_KEEP_ON.test(words)) continue;
    if (isOneOf(SENTENCE_STOP_WORDS, coreOf(words))) return { kind: "stop_intent", matched: words };
  }
  return { kind: "none", matched: null };
}

function classifySigns(text: string): OptOutClass {
  const sign = STOP_SIGNS.find((each) => text.includes(each));
  return sign ? { kind: "stop_intent", matched: sign } : { kind: "none", matched: null };
}

function isOneOf(list: readonly string[], bare: string): boolean {
  return list.some((word) => word.replaceAll(" ", "") === bare);
}
