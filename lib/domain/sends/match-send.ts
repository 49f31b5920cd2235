import "server-only";
import { eq } from "drizzle-orm";
import { messageSends } from "@/db/schema/message-sends";
import type { TenantTx } from "@/db/tenant";
import { hashSendReference } from "./send-reference";

/** The message that a provider names by our own reference, or null: a status may come before the answer to the send. */
export async function matchSend(tx: TenantTx, { reference }: { reference: string }): Promise<string | null> {
  const [row] = await tx
    .select({ messageId: messageSends.messageId })
    .from(messageSends)
    .where(eq(messageSends.callbackHash, hashSendReference(reference)));
  return row?.messageId ?? null;
}
