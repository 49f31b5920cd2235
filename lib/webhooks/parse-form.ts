import "server-only";
import { decodeUtf8, type JsonObject, type StrictJson, storableText } from "./parse-strict-json";
import type { VerifiedBody } from "./verify-signature";

const MAX_PARAMETERS = 1_000;
/** A broken percent escape, or one of a byte that is no UTF-8, would be read as U+FFFD and so as another text. */
const BROKEN_ESCAPE = /%(?![0-9A-Fa-f]{2})/;

/**
 * Reads verified bytes as `application/x-www-form-urlencoded`: fatal UTF-8 also in its escapes, at most 1,000 parameters, no
 * `__proto__`. A name that is repeated becomes a list. Text is made storable as parseStrictJson does.
 */
export function parseForm(body: VerifiedBody): StrictJson {
  const text = decodeUtf8(body);
  if (text === null || BROKEN_ESCAPE.test(text) || !isUtf8Escaped(text)) return { ok: false, reason: "encoding" };
  if (text.trim() === "") return { ok: false, reason: "empty" };
  const values = new Map<string, string[]>();
  let count = 0;
  for (const [name, value] of new URLSearchParams(text)) {
    count += 1;
    if (count > MAX_PARAMETERS) return { ok: false, reason: "nodes" };
    const key = storableText(name);
    if (key === "__proto__") return { ok: false, reason: "forbidden_key" };
    values.set(key, [...(values.get(key) ?? []), storableText(value)]);
  }
  const object: JsonObject = {};
  for (const [name, [first = "", ...others]] of values) object[name] = others.length === 0 ? first : [first, ...others];
  return { ok: true, value: object };
}

function isUtf8Escaped(text: string): boolean {
  if (!text.includes("%")) return true;
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
