import "server-only";

/** Text as PostgreSQL can keep it: NUL is taken out, and a lone surrogate becomes U+FFFD. */
export function storableText(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}
