import "server-only";
import { eq } from "drizzle-orm";
import { conversations } from "@/db/schema/conversations";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";

/** Whether a conversation is there for this person. */
export async function hasConversation(tx: TenantTx, conversationId: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: conversations.id })
    .from(conversations)
    .where(eq(conversations.id, conversationId));
  return row !== undefined;
}

/**
 * Refuses a conversation that is not there for this person.
 * @throws AppError `not_found`
 */
export async function requireConversation(tx: TenantTx, conversationId: string): Promise<void> {
  if (!(await hasConversation(tx, conversationId))) throw new AppError("not_found", "There is no such conversation");
}
