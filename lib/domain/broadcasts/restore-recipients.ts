import "server-only";
import { and, eq, inArray, or } from "drizzle-orm";
import { broadcastRecipients } from "@/db/schema/broadcast-recipients";
import { messageSends } from "@/db/schema/message-sends";
import type { TenantTx } from "@/db/tenant";

type Restored = { broadcastId: string; now: Date };

/**
 * Lets wait again everybody whom the stop of a broadcast kept from being written to; hands back how many. None while the stop
 * is still taking back. The caller holds the broadcast. A message that was taken back stays where it is: nobody had it, and
 * the person gets another (see sendToRecipient).
 */
export async function restoreRecipients(tx: TenantTx, { broadcastId, now }: Restored): Promise<number> {
  if (await isTakingBack(tx, broadcastId)) return 0;
  const takenBack = tx
    .select({ messageId: messageSends.messageId })
    .from(messageSends)
    .where(
      and(
        eq(messageSends.broadcastId, broadcastId),
        eq(messageSends.state, "cancelled"),
        eq(messageSends.failureCode, "stopped"),
      ),
    );
  const restored = await tx
    .update(broadcastRecipients)
    .set({ state: "waiting", reason: null, updatedAt: now })
    .where(
      and(
        eq(broadcastRecipients.broadcastId, broadcastId),
        or(
          and(eq(broadcastRecipients.state, "cancelled"), eq(broadcastRecipients.reason, "stopped")),
          and(eq(broadcastRecipients.state, "accepted"), inArray(broadcastRecipients.messageId, takenBack)),
        ),
      ),
    )
    .returning({ id: broadcastRecipients.id });
  return restored.length;
}

async function isTakingBack(tx: TenantTx, broadcastId: string): Promise<boolean> {
  const isLeft = async (rows: Promise<unknown[]>) => (await rows).length > 0;
  const people = and(eq(broadcastRecipients.broadcastId, broadcastId), eq(broadcastRecipients.state, "waiting"));
  return (
    (await isLeft(tx.select({ id: broadcastRecipients.id }).from(broadcastRecipients).where(people).limit(1))) ||
    (await isLeft(
      tx
        .select({ id: messageSends.messageId })
        .from(messageSends)
        .where(and(eq(messageSends.broadcastId, broadcastId), eq(messageSends.state, "waiting")))
        .limit(1),
    ))
  );
}
