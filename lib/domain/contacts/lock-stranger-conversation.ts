import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { conversations } from "@/db/schema/conversations";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { lockNumber } from "./adopt-number";

/**
 * The address of a conversation that is nobody's yet, with its places held. Before any other write.
 * @throws AppError `not_found` for a conversation that is not there or is a contact's already
 */
export async function lockStrangerConversation(tx: TenantTx, conversationId: string): Promise<string> {
  const stranger = and(eq(conversations.id, conversationId), isNull(conversations.contactId));
  const read = () => tx.select({ address: conversations.clientAddress }).from(conversations).where(stranger);
  const [seen] = await read();
  if (!seen) throw new AppError("not_found", "There is no such conversation");
  await lockNumber(tx, seen.address);
  const [held] = await read();
  if (held?.address !== seen.address) throw new AppError("conflict", "The conversation was changed meanwhile");
  return held.address;
}
