import "server-only";
import { eq } from "drizzle-orm";
import { contacts } from "@/db/schema/contacts";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { lockPeople } from "@/lib/domain/contact-gate/lock-person";
import { adoptConversation } from "@/lib/domain/conversations/adopt-conversation";
import { addContactPhone } from "./add-contact-phone";
import { lockStrangerConversation } from "./lock-stranger-conversation";

type Link = { conversationId: string; contactId: string };

/**
 * Says whose a stranger's conversation is: it becomes the contact's, joined with the one that they have, and its number is
 * theirs. Gives the conversation in which the messages stand now.
 * @throws AppError `not_found` for a conversation or contact that is not there, `conflict` when it changed meanwhile
 */
export async function linkConversation(tx: TenantTx, { conversationId, contactId }: Link): Promise<Link> {
  const address = await lockStrangerConversation(tx, conversationId);
  await lockPeople(tx, { addresses: [address], contactId });
  const [contact] = await tx
    .select({ id: contacts.id })
    .from(contacts)
    .where(eq(contacts.id, contactId))
    .for("no key update");
  if (!contact) throw new AppError("not_found", "There is no such contact");
  const left = await adoptConversation(tx, { address, contactId });
  if (address.startsWith("+")) await addContactPhone(tx, { contactId, phone: address, label: "mobile" });
  return { conversationId: left ?? conversationId, contactId };
}
