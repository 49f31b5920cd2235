import "server-only";
import { and, eq, isNull, ne } from "drizzle-orm";
import { webhookEvents } from "@/db/schema/webhook-events";
import type { TenantTx } from "@/db/tenant";

/**
 * Notes a failed try: the code only. `isLast` makes it a dead letter, which people see and can run again. An event that
 * somebody put into quarantine meanwhile stays there.
 */
export async function recordEventFailure(
  tx: TenantTx,
  failure: { eventId: string; code: string; attempt: number; isLast: boolean },
): Promise<void> {
  await tx
    .update(webhookEvents)
    .set({ state: failure.isLast ? "dead" : "failed", attempts: failure.attempt, failure: failure.code })
    .where(
      and(
        eq(webhookEvents.id, failure.eventId),
        isNull(webhookEvents.processedAt),
        ne(webhookEvents.state, "quarantined"),
      ),
    );
}
