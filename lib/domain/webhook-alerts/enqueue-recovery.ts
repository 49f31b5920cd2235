import "server-only";
import { eq } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";
import { enqueue } from "@/lib/jobs/enqueue";
import { recoverWebhooksJob } from "./recover-webhooks.job";
import { isRecoverable } from "./recoverable-providers";

/** What was under way when the silence began is asked for as well; what is known already is a duplicate. */
const MARGIN_MS = 10 * 60_000;

/** The furthest back that is asked for. */
const MOST_BACK_MS = 14 * 86_400_000;

type Recovery = { endpointId: string; alertId: string | null; from: Date; to: Date; isAutomatic: boolean };

/** Queues a reconciliation, one at a time for an endpoint. False where the provider has no way to ask. */
export async function enqueueRecovery(tx: TenantTx, recovery: Recovery): Promise<boolean> {
  const { endpointId, alertId, to, isAutomatic } = recovery;
  const [door] = await tx
    .select({ provider: webhookEndpoints.provider })
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, endpointId));
  if (!door || !isRecoverable(door.provider)) return false;
  const from = new Date(Math.max(recovery.from.getTime() - MARGIN_MS, to.getTime() - MOST_BACK_MS));
  await enqueue(
    tx,
    recoverWebhooksJob,
    { endpointId, alertId, from: from.toISOString(), to: to.toISOString(), isAutomatic },
    { singletonKey: `recover:${endpointId}` },
  );
  return true;
}
