import "server-only";
import { and, desc, eq, gte } from "drizzle-orm";
import { webhookEvents } from "@/db/schema/webhook-events";
import { type RefusalFacts, webhookRefusals } from "@/db/schema/webhook-refusals";
import type { TenantTx } from "@/db/tenant";

/** What was written down of one delivery: the event that was kept, or why it was refused. */
export type DeliveryOutcome =
  | { kind: "kept"; eventId: string; state: string }
  | { kind: "refused"; reason: string; facts: RefusalFacts };

/** What became of the delivery with this request id, sent at `since` or later; null when nothing was written down. */
export async function findDeliveryOutcome(
  tx: TenantTx,
  { endpointId, requestId, since }: { endpointId: string; requestId: string; since: Date },
): Promise<DeliveryOutcome | null> {
  const [event] = await tx
    .select({ eventId: webhookEvents.id, state: webhookEvents.state })
    .from(webhookEvents)
    .where(
      and(
        eq(webhookEvents.endpointId, endpointId),
        gte(webhookEvents.receivedAt, since),
        eq(webhookEvents.requestId, requestId),
      ),
    )
    .orderBy(desc(webhookEvents.receivedAt))
    .limit(1);
  if (event) return { kind: "kept", ...event };
  const [refusal] = await tx
    .select({ reason: webhookRefusals.reason, facts: webhookRefusals.facts })
    .from(webhookRefusals)
    .where(
      and(
        eq(webhookRefusals.endpointId, endpointId),
        gte(webhookRefusals.refusedAt, since),
        eq(webhookRefusals.requestId, requestId),
      ),
    )
    .orderBy(desc(webhookRefusals.refusedAt))
    .limit(1);
  return refusal ? { kind: "refused", ...refusal } : null;
}
