import "server-only";
import { eq } from "drizzle-orm";
import { lines } from "@/db/schema/lines";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { lockContactNumber, lockPeople } from "@/lib/domain/contact-gate/lock-person";
import type { LineProvider } from "@/lib/domain/lines/line-row";

export type SendRow = typeof messageSends.$inferSelect;
export type LockedSend = { send: SendRow; message: typeof messages.$inferSelect; provider: LineProvider };

/**
 * Holds a send and its message until the transaction ends; the person's place comes first, as everywhere. Rows that refer to
 * the message may still be written meanwhile: whoever does that holds the audit chain, for which this one has yet to wait.
 */
export async function lockSend(tx: TenantTx, messageId: string): Promise<LockedSend | null> {
  const provider = await holdPlace(tx, messageId);
  if (provider === null) return null;
  const [send] = await tx.select().from(messageSends).where(eq(messageSends.messageId, messageId)).for("no key update");
  const [message] = await tx.select().from(messages).where(eq(messages.id, messageId)).for("no key update");
  return send && message ? { send, message, provider } : null;
}

/** A hidden id may give way to its number while its place is waited for (see placeMessages); then the number's is held too. */
async function holdPlace(tx: TenantTx, messageId: string): Promise<LineProvider | null> {
  for (let held: string | null = null; ; ) {
    const [known] = await tx
      .select({ clientAddress: messages.clientAddress, contactId: messages.contactId, provider: lines.provider })
      .from(messages)
      .innerJoin(messageSends, eq(messageSends.messageId, messages.id))
      .innerJoin(lines, eq(lines.id, messageSends.lineId))
      .where(eq(messages.id, messageId));
    if (!known) return null;
    if (known.clientAddress === held) {
      await lockPeople(tx, { addresses: [held], contactId: known.contactId });
      return known.provider;
    }
    held = known.clientAddress;
    await lockContactNumber(tx, held);
  }
}
