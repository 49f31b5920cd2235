import "server-only";
import type { z } from "zod";
import type { TenantTx } from "@/db/tenant";
import { adoptConversation } from "@/lib/domain/conversations/adopt-conversation";
import type { contactInput } from "./contacts.schema";
import { createContact } from "./create-contact";
import { lockStrangerConversation } from "./lock-stranger-conversation";

type Stranger = {
  conversationId: string;
  person: Pick<z.output<typeof contactInput>, "firstName" | "lastName" | "preferredLanguage">;
};

/**
 * Makes a stranger a contact of the firm, with the number that they wrote from and the conversation.
 * @throws AppError as lockStrangerConversation
 */
export async function makeContactOf(
  tx: TenantTx,
  { conversationId, person }: Stranger,
): Promise<{ conversationId: string; contactId: string }> {
  const address = await lockStrangerConversation(tx, conversationId);
  const phone = address.startsWith("+") ? address : null;
  const { id } = await createContact(tx, { ...person, phone, email: null, addressState: null, notes: null });
  const left = await adoptConversation(tx, { address, contactId: id });
  return { conversationId: left ?? conversationId, contactId: id };
}
