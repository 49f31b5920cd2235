import "server-only";
import { eq } from "drizzle-orm";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { lockContactNumber, lockPeople } from "@/lib/domain/contact-gate/lock-person";
import type { MessageRow } from "./find-message";

/**
 * A message as it stands once the place of its person is held: a hidden id may give way to its number, and a stranger become
 * a contact, while the place is waited for (see placeMessages, adoptConversation). Null for one that is not there. Before
 * any other write and any row lock.
 */
export async function holdMessage(tx: TenantTx, messageId: string): Promise<MessageRow | null> {
  for (let held: string | null = null; ; ) {
    const [row] = await tx.select().from(messages).where(eq(messages.id, messageId));
    if (!row) return null;
    if (row.clientAddress === held) {
      await lockPeople(tx, { addresses: [held], contactId: row.contactId });
      return row;
    }
    held = row.clientAddress;
    await lockContactNumber(tx, held);
  }
}
