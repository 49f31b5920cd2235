import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { messageMappings } from "@/db/schema/message-mappings";
import type { TenantTx } from "@/db/tenant";

/** Which of the provider's messages the firm has already, whatever told them. */
export async function listKnownMessages(
  tx: TenantTx,
  messages: { provider: string; account: string; providerMessageIds: readonly string[] },
): Promise<Set<string>> {
  const { provider, account, providerMessageIds } = messages;
  if (providerMessageIds.length === 0) return new Set();
  const { providerMessageId } = messageMappings;
  const rows = await tx
    .select({ id: providerMessageId })
    .from(messageMappings)
    .where(
      and(
        eq(messageMappings.provider, provider),
        eq(messageMappings.account, account),
        inArray(providerMessageId, [...providerMessageIds]),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}
