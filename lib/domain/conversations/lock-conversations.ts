import "server-only";
import { asc, inArray, sql } from "drizzle-orm";
import { conversations } from "@/db/schema/conversations";
import type { TenantTx } from "@/db/tenant";
import type { ConversationRow } from "./lock-conversation";

/** Holds several conversations until the transaction ends, in one order and after the audit chain (see lockConversation). */
export async function lockConversations(tx: TenantTx, ids: readonly string[]): Promise<ConversationRow[]> {
  if (ids.length === 0) return [];
  await tx.execute(sql`select docketline.hold_chain()`);
  return tx
    .select()
    .from(conversations)
    .where(inArray(conversations.id, [...ids]))
    .orderBy(asc(conversations.id))
    .for("update");
}
