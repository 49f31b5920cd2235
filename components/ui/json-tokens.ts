export type JsonToken = { text: string; kind: "plain" | "key" | "string" | "number" | "word"; start: number };

const token = /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/g;

/** Cuts JSON text into pieces by kind. The pieces together are exactly the text, whether it is valid JSON or not. */
export function jsonTokens(text: string): JsonToken[] {
  const tokens: JsonToken[] = [];
  let end = 0;
  for (const match of text.matchAll(token)) {
    if (match.index > end) tokens.push({ text: text.slice(end, match.index), kind: "plain", start: end });
    const [all, quoted, colon, word] = match;
    const kind = colon ? "key" : quoted ? "string" : word ? "word" : "number";
    tokens.push({ text: all, kind, start: match.index });
    end = match.index + all.length;
  }
  if (end < text.length) tokens.push({ text: text.slice(end), kind: "plain", start: end });
  return tokens;
}
