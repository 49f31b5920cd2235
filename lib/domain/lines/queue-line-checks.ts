import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { lines } from "@/db/schema/lines";
import type { TenantTx } from "@/db/tenant";
import { enqueue } from "@/lib/jobs/enqueue";
import { checkLineJob } from "./check-line.job";

/** Queues a look at each WhatsApp line of the firm that is, or was about to be, connected: an event of it may be lost. */
export async function queueLineChecks(tx: TenantTx): Promise<void> {
  const rows = await tx
    .select({ id: lines.id })
    .from(lines)
    .where(
      and(
        eq(lines.provider, "evolution"),
        inArray(lines.state, ["connected", "connecting", "failing"]),
        isNull(lines.removedAt),
      ),
    );
  for (const { id } of rows) await enqueue(tx, checkLineJob, { lineId: id }, { singletonKey: id });
}
