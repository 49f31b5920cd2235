import "server-only";
import { z } from "zod";

const LEAD_IN =
  /^(?:(?:my|the) e-?mail(?: address)? is|e-?mail(?: is)?|it(?:'s|s| is)|mi correo(?: electr[oó]nico)? es|(?:el )?correo es|es)[\s:]+/i;

const SYMBOLS: Record<string, string> = {
  ...{ dot: ".", period: ".", point: ".", punto: "." },
  ...{ underscore: "_", "guion bajo": "_", "guión bajo": "_" },
  ...{ dash: "-", hyphen: "-", guion: "-", guión: "-", plus: "+" },
};

const SYMBOL_WORDS = new RegExp(
  `(?<=^|\\s|@)(?:${Object.keys(SYMBOLS)
    .toSorted((a, b) => b.length - a.length)
    .join("|")})(?=\\s|@|$)`,
  "gi",
);

const emailAddress = z.email().max(254);

/**
 * A typed or spoken e-mail address in lower case: `maria dot lopez at gmail dot com` and `maria punto lopez arroba gmail
 * punto com` are `maria.lopez@gmail.com`. Null when the text is no address.
 */
export function parseEmail(text: string): string | null {
  const bare = text
    .trim()
    .replace(LEAD_IN, "")
    .replace(/[.,;!]+$/, "")
    .replace(/^(?:mailto:|<)|>$/gi, "");
  const withAt = bare.includes("@") ? bare : bare.replace(/\s+(?:at|arroba)\s+/i, "@");
  const [local = "", domain = "", ...more] = withAt.toLowerCase().split("@");
  if (more.length > 0) return null;
  const address = `${spell(local)}@${spell(domain)}`;
  return emailAddress.safeParse(address).success ? address : null;
}

function spell(part: string): string {
  return part.replace(SYMBOL_WORDS, (word) => SYMBOLS[word.toLowerCase()] ?? word).replace(/\s+/g, "");
}
