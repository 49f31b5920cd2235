import { randomInt } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** An id in Clerk's form: the prefix, an underscore and 27 random letters or digits. */
export function newId(prefix: string): string {
  const characters = Array.from({ length: 27 }, () => ALPHABET.charAt(randomInt(ALPHABET.length)));
  return `${prefix}_${characters.join("")}`;
}
