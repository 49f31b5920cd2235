import "server-only";
import { eq } from "drizzle-orm";
import { leads } from "@/db/schema/leads";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { matchCaller } from "@/lib/domain/calls/match-caller";
import { lockPerson } from "@/lib/domain/contact-gate/lock-person";
import { placeConversation } from "@/lib/domain/conversations/place-conversation";
import { startConversation } from "@/lib/domain/conversations/start-conversation";

/**
 * The conversation with a lead: the contact's whom the lead is or whose number it has, otherwise the number's own; made when
 * there is none.
 * @throws AppError `not_found` for a lead that is not there or whose contact is behind a wall for this person,
 * `precondition_failed` for one without a number, `conflict` when it becomes a contact meanwhile
 */
export async function startConversationWithLead(
  tx: TenantTx,
  { leadId, userId, now }: { leadId: string; userId: string; now: Date },
): Promise<{ conversationId: string }> {
  const [lead] = await tx
    .select({ contactId: leads.contactId, phone: leads.phone })
    .from(leads)
    .where(eq(leads.id, leadId));
  if (!lead) throw new AppError("not_found", "There is no such lead");
  if (lead.contactId !== null) return startConversation(tx, { contactId: lead.contactId, userId, now });
  if (lead.phone === null) throw new AppError("precondition_failed", "The lead has no number");
  const owner = await matchCaller(tx, lead.phone);
  if ("contact" in owner) return startConversation(tx, { contactId: owner.contact.id, userId, now });
  await lockPerson(tx, { address: lead.phone });
  // A contact's own place may come before this one, so that it cannot be taken any more.
  if ("contact" in (await matchCaller(tx, lead.phone))) throw new AppError("conflict", "The lead has become a contact");
  return { conversationId: await placeConversation(tx, { contactId: null, clientAddress: lead.phone, at: now }) };
}
