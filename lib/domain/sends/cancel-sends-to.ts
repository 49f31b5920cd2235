import "server-only";
import { and, eq, inArray, notInArray } from "drizzle-orm";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import { type TenantTx, withMachineEyes } from "@/db/tenant";
import type { CancelReason } from "./cancel-send";
import { closeSend } from "./close-send";

/** Answers to the person's own STOP or HELP, which a stop does not take back. */
const ANSWERS = ["opt_out_confirmation", "help_answer"] as const;

/**
 * Takes back everything that still waits to go to an address, also what stands behind a wall for whoever asks: a stop holds
 * firm-wide. Gives how many of them the actor may see, as if there were no others. The caller holds the address's place.
 */
export async function cancelSendsTo(
  tx: TenantTx,
  { address, reason, now }: { address: string; reason: CancelReason; now: Date },
): Promise<number> {
  const waiting = await withMachineEyes(tx, "cancel-sends", () => lockWaiting(tx, address));
  const seen = await listSeen(tx, waiting);
  const closing = { state: "cancelled", failureCode: reason, trigger: "messages.cancel", now } as const;
  for (const messageId of waiting) {
    const close = () => closeSend(tx, { messageId, ...closing });
    await (seen.has(messageId) ? close() : withMachineEyes(tx, "cancel-sends", close));
  }
  return seen.size;
}

async function lockWaiting(tx: TenantTx, address: string): Promise<string[]> {
  const rows = await tx
    .select({ messageId: messageSends.messageId })
    .from(messageSends)
    .innerJoin(messages, eq(messages.id, messageSends.messageId))
    .where(
      and(
        eq(messages.clientAddress, address),
        eq(messageSends.state, "waiting"),
        notInArray(messageSends.origin, [...ANSWERS]),
      ),
    )
    .orderBy(messageSends.messageId)
    .for("update", { of: messageSends });
  return rows.map(({ messageId }) => messageId);
}

async function listSeen(tx: TenantTx, messageIds: string[]): Promise<ReadonlySet<string>> {
  if (messageIds.length === 0) return new Set();
  const rows = await tx
    .select({ messageId: messageSends.messageId })
    .from(messageSends)
    .where(inArray(messageSends.messageId, messageIds));
  return new Set(rows.map(({ messageId }) => messageId));
}
