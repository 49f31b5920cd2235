import "server-only";
import { eq, sql } from "drizzle-orm";
import { conversations } from "@/db/schema/conversations";
import type { TenantTx } from "@/db/tenant";

/** What every visible change of a conversation writes. The database's clock, since the listeners of all processes follow it. */
export const TOUCHED = {
  revision: sql`${conversations.revision} + 1`,
  updatedAt: sql`clock_timestamp()`,
};

/** Says that something of a conversation is to be shown anew. Holds it after the audit chain (see lockConversation). */
export async function touchConversation(tx: TenantTx, conversationId: string): Promise<void> {
  await tx.execute(sql`select docketline.hold_chain()`);
  await tx.update(conversations).set(TOUCHED).where(eq(conversations.id, conversationId));
}
