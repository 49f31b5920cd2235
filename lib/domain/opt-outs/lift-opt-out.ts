import "server-only";
import { and, eq } from "drizzle-orm";
import { optoutRegistry } from "@/db/schema/optout-registry";
import type { TenantTx } from "@/db/tenant";
import { findComplianceSettings } from "@/lib/domain/compliance-settings/find-compliance-settings";
import type { OptOutChannel } from "./opt-out-input";
import type { PushSystem } from "./opt-out-task";
import { listOwnMarks } from "./plan-lifts";

type MarkedChannel = Exclude<OptOutChannel, "all">;
const CHANNELS: readonly MarkedChannel[] = ["sms", "voice", "whatsapp", "email"];

/** Why a mark stays where it is. */
export type LiftKept = "stopped_again" | "not_ours";

/**
 * The channels whose marks the firm set at a system and no stop asks for any more. Where a stop reaches every channel, one
 * that holds keeps them all; Aloware has one mark for everything, so there too. The caller holds the number's lock.
 */
export async function findLiftable(
  tx: TenantTx,
  { e164, system }: { e164: string; system: PushSystem },
): Promise<{ channels: readonly MarkedChannel[] } | { kept: LiftKept }> {
  const marked = expand(await listOwnMarks(tx, e164, system));
  if (marked.length === 0) return { kept: "not_ours" };
  const stops = await tx
    .select({ channel: optoutRegistry.channel })
    .from(optoutRegistry)
    .where(and(eq(optoutRegistry.e164, e164), eq(optoutRegistry.state, "opted_out")));
  const { optOutReach } = await findComplianceSettings(tx);
  const reachesAll = system === "aloware" || optOutReach !== "requested_scope";
  const held = stops.length > 0 && reachesAll ? CHANNELS : expand(stops.map(({ channel }) => channel));
  const channels = marked.filter((channel) => !held.includes(channel));
  return channels.length === 0 ? { kept: "stopped_again" } : { channels };
}

function expand(channels: readonly OptOutChannel[]): readonly MarkedChannel[] {
  return CHANNELS.filter((channel) => channels.includes("all") || channels.includes(channel));
}
