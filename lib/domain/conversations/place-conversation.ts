import "server-only";
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { conversations } from "@/db/schema/conversations";
import type { TenantTx } from "@/db/tenant";

export type ConversationPlace = {
  contactId: string | null;
  /** E.164, or WhatsApp's own id of a person whose number is hidden. */
  clientAddress: string;
  senderName?: string | null;
  at: Date;
};

/**
 * The conversation of a person, made when they have none: one for each contact, and one for each address of nobody known.
 * The caller holds the address's place (see lockMessages), and the row stays locked until the transaction ends, after the
 * audit chain as everywhere (see lockConversation).
 */
export async function placeConversation(tx: TenantTx, place: ConversationPlace): Promise<string> {
  const { contactId, clientAddress, at } = place;
  const own = contactId === null ? addressOf(clientAddress) : eq(conversations.contactId, contactId);
  await tx.execute(sql`select docketline.hold_chain()`);
  const [known] = await tx.select({ id: conversations.id }).from(conversations).where(own).for("update");
  if (known) return known.id;
  const [made] = await tx
    .insert(conversations)
    .values({ contactId, clientAddress, senderName: place.senderName ?? null, lastMessageAt: at })
    .returning({ id: conversations.id });
  if (!made) throw new Error("the conversation was not kept");
  return made.id;
}

function addressOf(clientAddress: string): SQL | undefined {
  return and(isNull(conversations.contactId), eq(conversations.clientAddress, clientAddress));
}
