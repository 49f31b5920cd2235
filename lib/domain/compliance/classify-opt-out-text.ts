import "server-only";
import {
  AFFIRMATIVE_WORDS,
  CLEAR_STOP_WORDS,
  FILLER_WORDS,
  HELP_WORDS,
  START_WORDS,
  STOP_INTENT_PATTERNS,
  STOP_SIGNS,
  STOP_WORDS,
} from "./opt-out-words";

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
  return classifyIntent(words);
}

function classifyIntent(words: string): OptOutClass {
  const core = words
    .split(" ")
    .filter((word) => !FILLER_WORDS.has(word))
    .map((word) => word.replace(/^s+t+o+p+$/, "stop"));
  const unique = core.filter((word, index) => word !== core[index - 1]).join("");
  if (isOneOf(CLEAR_STOP_WORDS, unique)) return { kind: "stop_intent", matched: core.join(" ") };
  for (const pattern of STOP_INTENT_PATTERNS) {
    const match = pattern.exec(words);
    if (match) return { kind: "stop_intent", matched: match[0].trim() };
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

/** NFKC, lower case, without accents, invisible characters, emoji and punctuation, single spaces. */
function normaliseWords(text: string): string {
  return text
    .slice(0, 2_000)
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
