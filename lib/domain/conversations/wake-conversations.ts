import "server-only";
import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import { conversations } from "@/db/schema/conversations";
import type { TenantTx } from "@/db/tenant";
import { recordConversationEvent } from "./record-conversation-event";
import { TOUCHED } from "./touch-conversation";

const BATCH = 200;

/** Opens conversations again whose time has come, up to 200 in a transaction, and says whether more may be due. */
export async function wakeConversations(tx: TenantTx, { now }: { now: Date }): Promise<{ isBatchFull: boolean }> {
  await tx.execute(sql`select docketline.hold_chain()`);
  const due = await tx
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(lte(conversations.snoozedUntil, now), eq(conversations.status, "snoozed")))
    .orderBy(asc(conversations.id))
    .limit(BATCH)
    .for("update");
  const ids = due.map(({ id }) => id);
  if (ids.length === 0) return { isBatchFull: false };
  await tx
    .update(conversations)
    .set({ status: "open", snoozedUntil: null, ...TOUCHED })
    .where(inArray(conversations.id, ids));
  await recordConversationEvent(tx, ids, { kind: "woken", detail: { reason: "time" } });
  return { isBatchFull: ids.length === BATCH };
}
