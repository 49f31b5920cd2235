import "server-only";
import { eq, sql } from "drizzle-orm";
import { conversations } from "@/db/schema/conversations";
import type { TenantTx } from "@/db/tenant";

export type ConversationRow = typeof conversations.$inferSelect;

/**
 * Holds a conversation until the transaction ends, or gives null where there is none for this person. The audit chain comes
 * first: what arrives for the person holds it by the time that it changes their conversation, and neither may wait for the
 * other crosswise.
 */
export async function lockConversation(tx: TenantTx, conversationId: string): Promise<ConversationRow | null> {
  await tx.execute(sql`select docketline.hold_chain()`);
  const [row] = await tx.select().from(conversations).where(eq(conversations.id, conversationId)).for("update");
  return row ?? null;
}
