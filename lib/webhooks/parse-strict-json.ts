import "server-only";
import type { VerifiedBody } from "./verify-signature";

export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;
export type JsonObject = { [key: string]: JsonValue };

export type StrictJson = { ok: true; value: JsonValue } | { ok: false; reason: StrictJsonProblem };
export type StrictJsonProblem = "empty" | "encoding" | "syntax" | "depth" | "nodes" | "duplicate_key" | "forbidden_key";

const MAX_DEPTH = 64;
const MAX_NODES = 10_000;

/**
 * Reads verified bytes as JSON of one possible meaning (INP-03, INP-07, WH-08): fatal UTF-8, at most 64 levels and
 * 10,000 values, no key twice in an object, no `__proto__`. Text is made storable on the way: NUL is taken out and a
 * lone surrogate becomes U+FFFD, because PostgreSQL refuses both.
 */
export function parseStrictJson(body: VerifiedBody): StrictJson {
  const text = decodeUtf8(body);
  return text === null ? { ok: false, reason: "encoding" } : parseStrictText(text);
}

/** The same for JSON that stands as text inside JSON, as the arguments of a tool call do. */
export function parseStrictText(text: string): StrictJson {
  if (text.trim() === "") return { ok: false, reason: "empty" };
  const problem = findShapeProblem(text);
  if (problem) return { ok: false, reason: problem };
  try {
    return { ok: true, value: makeStorable(JSON.parse(text)) };
  } catch {
    return { ok: false, reason: "syntax" };
  }
}

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The bytes as text; null when they are not UTF-8. */
export function decodeUtf8(body: VerifiedBody): string | null {
  try {
    return UTF8.decode(body);
  } catch {
    return null;
  }
}

const SCALAR = /[^\s,:{}[\]"]+/y;

/**
 * One pass over the text before JSON.parse, which would build any depth and keep the last of two equal keys. It only
 * looks for what JSON.parse lets through; whether the text is JSON at all is left to it.
 */
function findShapeProblem(text: string): StrictJsonProblem | null {
  const open: (Set<string> | null)[] = [];
  let isKeyNext = false;
  let nodes = 0;
  for (let at = 0; at < text.length; ) {
    const character = text.charCodeAt(at);
    if (character === OPEN_OBJECT || character === OPEN_ARRAY) {
      nodes += 1;
      open.push(character === OPEN_OBJECT ? new Set() : null);
      isKeyNext = character === OPEN_OBJECT;
      if (open.length > MAX_DEPTH) return "depth";
      at += 1;
    } else if (character === CLOSE_OBJECT || character === CLOSE_ARRAY) {
      open.pop();
      isKeyNext = false;
      at += 1;
    } else if (character === COMMA) {
      isKeyNext = open.at(-1) instanceof Set;
      at += 1;
    } else if (character === QUOTE) {
      const end = endOfString(text, at);
      if (end === null) return "syntax";
      if (isKeyNext) {
        const problem = addKey(open.at(-1) ?? null, text.slice(at, end));
        if (problem) return problem;
        isKeyNext = false;
      } else {
        nodes += 1;
      }
      at = end;
    } else {
      const end = endOfScalar(text, at);
      if (end > at) nodes += 1;
      at = Math.max(end, at + 1);
    }
    if (nodes > MAX_NODES) return "nodes";
  }
  return null;
}

const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const COMMA = 0x2c;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The position behind the closing quote of the string that opens at `start`; null when it never closes. */
function endOfString(text: string, start: number): number | null {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(quote - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return quote + 1;
  }
  return null;
}

/** The position behind a number, `true`, `false` or `null`; `start` itself when there is white space or a colon. */
function endOfScalar(text: string, start: number): number {
  SCALAR.lastIndex = start;
  return SCALAR.test(text) ? SCALAR.lastIndex : start;
}

/** `literal` is a key as written, with its quotes; two spellings of one key are one key. */
function addKey(keys: Set<string> | null, literal: string): StrictJsonProblem | null {
  const written = literal.includes("\\") ? readKey(literal) : literal.slice(1, -1);
  if (written === null) return "syntax";
  const key = storableText(written);
  if (key === "__proto__") return "forbidden_key";
  if (keys?.has(key)) return "duplicate_key";
  keys?.add(key);
  return null;
}

function readKey(literal: string): string | null {
  try {
    return String(JSON.parse(literal));
  } catch {
    return null;
  }
}

function makeStorable(value: JsonValue): JsonValue {
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map(makeStorable);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [storableText(key), makeStorable(each)]));
}

/** Text as PostgreSQL takes it: without NUL, and with U+FFFD for a lone surrogate. */
export function storableText(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}
