import "server-only";
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { conversations } from "@/db/schema/conversations";
import { messages } from "@/db/schema/messages";
import { lookAs, type TenantTx } from "@/db/tenant";
import type { ConversationRow } from "./lock-conversation";
import { mergeConversations } from "./merge-conversations";
import { refreshConversation } from "./refresh-conversation";

type Adoption = {
  /** Where the person stood until now. The caller holds its place and that of `toAddress` (see lockMessages). */
  address: string;
  /** The contact that the person turns out to be; null while only their number became known. */
  contactId: string | null;
  /** The number that takes the place of a WhatsApp id or a provisional address. */
  toAddress?: string;
};

/**
 * Makes the conversation of an address that nobody knew the one of the contact or number behind it. Where that has one
 * already, both become one, since a person has one conversation. Gives the conversation that is left, or null when the
 * address had none.
 */
export async function adoptConversation(tx: TenantTx, adoption: Adoption): Promise<string | null> {
  const { address, contactId, toAddress = address } = adoption;
  await tx.execute(sql`select docketline.hold_chain()`);
  const source = await lockOne(tx, ofNobody(address));
  if (!source) return null;
  // A person outside a contact's wall may still learn that a number is theirs; nothing of the conversation comes back.
  await lookAs(tx, { type: "system", name: "adopt-conversation" });
  const left = await settle(tx, { source, contactId, toAddress });
  await lookAs(tx, tx.actor);
  return left;
}

async function settle(
  tx: TenantTx,
  { source, contactId, toAddress }: { source: ConversationRow; contactId: string | null; toAddress: string },
): Promise<string> {
  const target = await lockOne(tx, contactId === null ? ofNobody(toAddress) : eq(conversations.contactId, contactId));
  if (target && target.id !== source.id) {
    await mergeConversations(tx, { source, target });
    return target.id;
  }
  await tx.update(conversations).set({ contactId, clientAddress: toAddress }).where(eq(conversations.id, source.id));
  if (contactId !== null) {
    await tx
      .update(messages)
      .set({ contactId, updatedAt: new Date() })
      .where(and(eq(messages.conversationId, source.id), sql`${messages.contactId} is distinct from ${contactId}`));
  }
  await refreshConversation(tx, source.id);
  return source.id;
}

async function lockOne(tx: TenantTx, which: SQL | undefined): Promise<ConversationRow | undefined> {
  const [row] = await tx.select().from(conversations).where(which).for("update");
  return row;
}

function ofNobody(address: string): SQL | undefined {
  return and(isNull(conversations.contactId), eq(conversations.clientAddress, address));
}
