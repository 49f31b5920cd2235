import "server-only";
import { asc, eq } from "drizzle-orm";
import { webhookEvents } from "@/db/schema/webhook-events";
import type { TenantTx } from "@/db/tenant";

export type CallEvent = Pick<
  typeof webhookEvents.$inferSelect,
  "id" | "eventType" | "verification" | "verifiedWith" | "state" | "attempts" | "failure" | "receivedAt" | "processedAt"
>;

const LIMIT = 500;

/** The webhooks that came for a call, in the order of their arrival, with how each was verified; without payloads. */
export async function listCallEvents(tx: TenantTx, callId: string): Promise<CallEvent[]> {
  return tx
    .select({
      id: webhookEvents.id,
      eventType: webhookEvents.eventType,
      verification: webhookEvents.verification,
      verifiedWith: webhookEvents.verifiedWith,
      state: webhookEvents.state,
      attempts: webhookEvents.attempts,
      failure: webhookEvents.failure,
      receivedAt: webhookEvents.receivedAt,
      processedAt: webhookEvents.processedAt,
    })
    .from(webhookEvents)
    .where(eq(webhookEvents.callId, callId))
    .orderBy(asc(webhookEvents.receivedAt), asc(webhookEvents.id))
    .limit(LIMIT);
}
