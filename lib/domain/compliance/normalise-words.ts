import "server-only";

/** NFKC, lower case, without accents, invisible characters, emoji and punctuation, single spaces. */
export function normaliseWords(text: string): string {
  return text
    .slice(0, 2_000)
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
