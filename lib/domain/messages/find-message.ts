import "server-only";
import { and, eq } from "drizzle-orm";
import { messageMappings } from "@/db/schema/message-mappings";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import type { MessageKey } from "./message-input";

export type MessageRow = typeof messages.$inferSelect;

/** The message that a provider knows under this id, or null. */
export async function findMessage(tx: TenantTx, key: MessageKey): Promise<MessageRow | null> {
  const [row] = await tx
    .select({ message: messages })
    .from(messageMappings)
    .innerJoin(
      messages,
      and(eq(messages.tenantId, messageMappings.tenantId), eq(messages.id, messageMappings.messageId)),
    )
    .where(
      and(
        eq(messageMappings.provider, key.provider),
        eq(messageMappings.account, key.account),
        eq(messageMappings.providerMessageId, key.providerMessageId),
      ),
    );
  return row?.message ?? null;
}

/** The row itself, held until the transaction ends: another provider may tell of the same message under its own id. */
export async function lockMessage(tx: TenantTx, messageId: string): Promise<MessageRow> {
  const [row] = await tx.select().from(messages).where(eq(messages.id, messageId)).for("no key update");
  if (!row) throw new Error("the message is gone");
  return row;
}

/** Notes under which id a provider knows a message. */
export async function mapMessage(tx: TenantTx, key: MessageKey, messageId: string): Promise<void> {
  const { provider, account, providerMessageId } = key;
  await tx.insert(messageMappings).values({ provider, account, providerMessageId, messageId });
}
