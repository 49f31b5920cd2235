import "server-only";
import type { JsonValue } from "./parse-strict-json";

export type Redaction = {
  /** Fields that are left out wherever they stand: small letters and digits only, so that every spelling of a name is meant. */
  dropped: ReadonlySet<string>;
  /** Fields whose text is a person's own words: kept as they were written, links included. */
  words: ReadonlySet<string>;
};

/** What no sender's event may leave behind. */
const SECRETS = new Set([
  "accesstoken",
  "apikey",
  "apitoken",
  "authorization",
  "authtoken",
  "clientsecret",
  "jwtkey",
  "password",
  "refreshtoken",
  "secret",
  "token",
]);

/** Recordings and files lie behind links that need no login, and files stand in `data:` links themselves. */
const LINK = /\b(?:https?|wss?|ftp|s3):\/\/[^\s"'<>]+|\bdata:[a-z]+\/[\w.+-]+[;,]\S*|\b[\w.-]+\.amazonaws\.com\/\S*/gi;

/** What may be kept of a delivery: neither secrets, nor the fields that the sender's rules drop, nor links. */
export function redactJson(json: JsonValue, { dropped, words }: Redaction): JsonValue {
  const redact = (value: JsonValue, name: string): JsonValue => {
    if (typeof value === "string") return words.has(name) ? value : value.replace(LINK, "");
    if (Array.isArray(value)) return value.map((each) => redact(each, name));
    if (value === null || typeof value !== "object") return value;
    const kept = Object.entries(value).flatMap(([key, each]) => {
      const plain = plainName(key);
      return SECRETS.has(plain) || dropped.has(plain) ? [] : [[key, redact(each, plain)] as const];
    });
    return Object.fromEntries(kept);
  };
  return redact(json, "");
}

function plainName(key: string): string {
  return key.toLowerCase().replace(/[^a-z0-9]/g, "");
}
