import "server-only";
import type { LINE_PROVIDERS } from "@/db/schema/lines";

/**
 * Under which name the vault keeps the key that a line sends with: one for the firm at most providers, one for each
 * instance at the WhatsApp gateway.
 */
export function keyServiceOf(line: { id: string; provider: (typeof LINE_PROVIDERS)[number] }): string {
  return line.provider === "evolution" ? `evolution:${line.id}` : line.provider;
}
