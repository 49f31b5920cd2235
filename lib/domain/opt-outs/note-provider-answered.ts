import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { optoutEvents } from "@/db/schema/optout-events";
import { optoutTasks } from "@/db/schema/optout-tasks";
import type { TenantTx } from "@/db/tenant";

/**
 * Drops the confirmation of a stop that still waits, because the provider says that it has answered: another system told of
 * the same message first. The caller holds the number's lock.
 */
export async function noteProviderAnswered(tx: TenantTx, messageId: string, now: Date): Promise<void> {
  const events = tx
    .select({ id: optoutEvents.id })
    .from(optoutEvents)
    .where(and(eq(optoutEvents.sourceMessageId, messageId), eq(optoutEvents.kind, "stop")));
  await tx
    .update(optoutTasks)
    .set({ state: "skipped", detail: { reason: "provider_answered" }, doneAt: now, updatedAt: now })
    .where(
      and(inArray(optoutTasks.eventId, events), eq(optoutTasks.kind, "confirmation"), eq(optoutTasks.state, "waiting")),
    );
}
