import "server-only";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { broadcastRecipients } from "@/db/schema/broadcast-recipients";
import { broadcasts } from "@/db/schema/broadcasts";
import { lookAs, rowsOf, type TenantTx } from "@/db/tenant";
import { contactNow } from "@/lib/core/contact-clock";
import { enqueue } from "@/lib/jobs/enqueue";
import { audienceQuery } from "./audience-query";
import { holdBroadcast } from "./hold-broadcast";
import { stepBroadcastJob } from "./step-broadcast.job";

const BATCH = 5_000;
const NOBODY = "00000000-0000-0000-0000-000000000000";

/**
 * Writes down the next of a broadcast's audience, in the order of their ids, as the person who started it may see them.
 * Whoever repeats it goes on where it ended. Tells whether more are to come; after the last the first step is queued.
 */
export async function listNextRecipients(
  tx: TenantTx,
  { broadcastId, now }: { broadcastId: string; now: Date },
): Promise<{ isDone: boolean }> {
  await holdBroadcast(tx, broadcastId);
  const [broadcast] = await tx.select().from(broadcasts).where(eq(broadcasts.id, broadcastId));
  if (broadcast?.state === "scheduled") {
    await tx
      .update(broadcasts)
      .set({ state: "sending", startedAt: now, updatedAt: now })
      .where(eq(broadcasts.id, broadcastId));
  } else if (broadcast?.state !== "sending") return { isDone: true };
  if (broadcast.nextStepAt !== null || broadcast.createdByUserId === null) return { isDone: true };
  const [last] = await tx
    .select({ position: broadcastRecipients.position, contactId: broadcastRecipients.contactId })
    .from(broadcastRecipients)
    .where(eq(broadcastRecipients.broadcastId, broadcastId))
    .orderBy(desc(broadcastRecipients.position))
    .limit(1);
  const userId = broadcast.createdByUserId;
  await lookAs(tx, { type: "user", userId });
  const added = await tx.execute(sql`
    insert into broadcast_recipients (broadcast_id, contact_id, e164, language, position, due_at, state, reason)
    select ${broadcastId}::uuid, a.contact_id, a.e164, a.language, ${last?.position ?? 0} + row_number() over (order by a.contact_id),
      ${contactNow(now).toISOString()}::timestamptz, case when a.e164 is null then 'excluded' else 'waiting' end,
      case when a.e164 is null then 'no_number' end
    from (select * from (${audienceQuery(tx, { audience: broadcast.audience, userId })}) everybody
      where contact_id > ${last?.contactId ?? NOBODY}::uuid
      order by contact_id limit ${BATCH}) a
    returning 1`);
  await lookAs(tx, tx.actor);
  const isDone = (added as { rows: unknown[] }).rows.length < BATCH;
  if (isDone) {
    await excludeDuplicates(tx, broadcastId);
    await tx.update(broadcasts).set({ nextStepAt: now }).where(eq(broadcasts.id, broadcastId));
    await enqueue(tx, stepBroadcastJob, { broadcastId }, { singletonKey: broadcastId });
  }
  return { isDone };
}

/** A number that several people share gets one message: for the first of them. */
async function excludeDuplicates(tx: TenantTx, broadcastId: string): Promise<void> {
  const later = await rowsOf<{ id: string }>(
    tx,
    sql`select id from (select id, row_number() over (partition by e164 order by position) as nth
      from broadcast_recipients where broadcast_id = ${broadcastId} and e164 is not null) n where nth > 1`,
  );
  for (let from = 0; from < later.length; from += BATCH) {
    const ids = later.slice(from, from + BATCH).map(({ id }) => id);
    await tx
      .update(broadcastRecipients)
      .set({ state: "excluded", reason: "duplicate_number" })
      .where(and(inArray(broadcastRecipients.id, ids), eq(broadcastRecipients.state, "waiting")));
  }
}
