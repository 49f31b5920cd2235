/**
 * What a person typed, without accents (as docketline.fold does it), as a prefix query for Postgres' `simple` text search: every word must begin a word of the row.
 * Null when nothing searchable is left.
 */
export function prefixQuery(typed: string | null | undefined): string | null {
  const words = (typed ?? "")
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .match(/[\p{L}\p{N}]+/gu);
  if (!words || words.length === 0) return null;
  return words
    .slice(0, 6)
    .map((word) => `${word.slice(0, 40)}:*`)
    .join(" & ");
}
