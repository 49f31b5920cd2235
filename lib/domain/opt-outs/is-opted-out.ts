import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { OPTOUT_CHANNELS } from "@/db/schema/optout-events";
import { optoutRegistry } from "@/db/schema/optout-registry";
import type { TenantTx } from "@/db/tenant";

/** Whether a number is blocked on a channel, by itself or with all others. */
export async function isOptedOut(
  tx: TenantTx,
  { e164, channel }: { e164: string; channel: (typeof OPTOUT_CHANNELS)[number] },
): Promise<boolean> {
  const [row] = await tx
    .select({ e164: optoutRegistry.e164 })
    .from(optoutRegistry)
    .where(
      and(
        eq(optoutRegistry.e164, e164),
        inArray(optoutRegistry.channel, [channel, "all"]),
        eq(optoutRegistry.state, "opted_out"),
      ),
    )
    .limit(1);
  return row !== undefined;
}
