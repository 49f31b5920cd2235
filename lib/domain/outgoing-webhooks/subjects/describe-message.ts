import "server-only";
import { eq } from "drizzle-orm";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import type { EventData } from "../event-data";
import { deskUrl } from "./desk-url";

/** A message for its receivers, without its text and media. */
export async function describeMessage(tx: TenantTx, messageId: string): Promise<EventData["message.failed"] | null> {
  const [row] = await tx
    .select({
      id: messages.id,
      channel: messages.channel,
      direction: messages.direction,
      phone: messages.clientAddress,
      state: messages.state,
      failureCode: messages.failureCode,
      contactId: messages.contactId,
      sentAt: messages.sentAt,
    })
    .from(messages)
    .where(eq(messages.id, messageId));
  if (!row) return null;
  const url = row.contactId === null ? null : deskUrl(`/desk/contacts/${row.contactId}`);
  return { message: { ...row, sentAt: row.sentAt.toISOString(), url } };
}
