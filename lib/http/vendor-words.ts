import "server-only";

const MAX_LENGTH = 300;

/**
 * What a provider said of a refusal, as it may be kept and shown to the firm: one line of at most 300 characters, without
 * any of `secrets`, which some providers repeat in their answers. Null when it said nothing.
 */
export function vendorWords(said: unknown, secrets: readonly string[]): string | null {
  const parts = (Array.isArray(said) ? said : [said]).filter(
    (part) => typeof part === "string" || Number.isFinite(part),
  );
  let words = parts.join("; ");
  for (const secret of secrets) if (secret !== "") words = words.replaceAll(secret, "…");
  const line = words
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim()
    .slice(0, MAX_LENGTH);
  return line === "" ? null : line;
}
