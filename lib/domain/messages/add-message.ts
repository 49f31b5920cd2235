import "server-only";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { mapMessage } from "./find-message";
import type { MessageKey } from "./message-input";

type NewMessage = Omit<typeof messages.$inferInsert, "id" | "tenantId" | "createdAt" | "updatedAt">;

/** Adds a message under its provider's id, which must be free: the caller holds its place (see lockMessages). */
export async function addMessage(tx: TenantTx, key: MessageKey, message: NewMessage): Promise<string> {
  const [row] = await tx.insert(messages).values(message).returning({ id: messages.id });
  if (!row) throw new Error("the message was not stored");
  await mapMessage(tx, key, row.id);
  return row.id;
}
