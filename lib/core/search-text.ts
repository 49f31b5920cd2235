/**
 * What a person typed, as a prefix query for Postgres' `simple` text search: every word must begin a word of the row.
 * Null when nothing searchable is left.
 */
export function prefixQuery(typed: string | null | undefined): string | null {
  const words = (typed ?? "")
    .normalize("NFC")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  if (!words || words.length === 0) return null;
  return words
    .slice(0, 6)
    .map((word) => `${word.slice(0, 40)}:*`)
    .join(" & ");
}
