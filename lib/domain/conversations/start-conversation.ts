import "server-only";
import { desc, eq } from "drizzle-orm";
import { contactPhones } from "@/db/schema/contact-phones";
import { contacts } from "@/db/schema/contacts";
import { conversations } from "@/db/schema/conversations";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { lockPerson } from "@/lib/domain/contact-gate/lock-person";
import { listBarredContacts } from "./list-barred-contacts";
import { placeConversation } from "./place-conversation";

/**
 * The conversation with a contact, for somebody who wants to write first; made when there is none. It stands in no list until
 * something was said, and whether anything may be said is asked of the gate with each message.
 * @throws AppError `not_found` for a contact that is not there or is behind a wall for this person, `precondition_failed` for
 * one without a number
 */
export async function startConversation(
  tx: TenantTx,
  { contactId, userId, now }: { contactId: string; userId: string; now: Date },
): Promise<{ conversationId: string }> {
  const [contact] = await tx.select({ id: contacts.id }).from(contacts).where(eq(contacts.id, contactId));
  const isBarred = (await listBarredContacts(tx, userId, [contactId])).size > 0;
  if (!contact || isBarred) throw new AppError("not_found", "There is no such contact");
  const [known] = await tx
    .select({ id: conversations.id })
    .from(conversations)
    .where(eq(conversations.contactId, contactId));
  if (known) return { conversationId: known.id };
  const [phone] = await tx
    .select({ e164: contactPhones.e164 })
    .from(contactPhones)
    .where(eq(contactPhones.contactId, contactId))
    .orderBy(desc(contactPhones.isPrimary), contactPhones.createdAt)
    .limit(1);
  if (!phone) throw new AppError("precondition_failed", "The contact has no number");
  await lockPerson(tx, { address: phone.e164, contactId });
  return { conversationId: await placeConversation(tx, { contactId, clientAddress: phone.e164, at: now }) };
}
