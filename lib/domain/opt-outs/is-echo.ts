import "server-only";
import { and, eq, gte, inArray, or } from "drizzle-orm";
import { optoutEvents } from "@/db/schema/optout-events";
import { optoutRegistry } from "@/db/schema/optout-registry";
import { optoutTasks } from "@/db/schema/optout-tasks";
import type { TenantTx } from "@/db/tenant";
import type { OptOutChannel } from "./opt-out-input";
import { PUSH_SYSTEMS, pushKindOf } from "./opt-out-task";

/** So long after it was told, a system may still report the mark that we set there. */
const ECHO_MS = 15 * 60_000;

/**
 * Whether a mark that another system reports is the one that was set there from here. It adds nothing while the stop behind
 * it holds, and a person who has asked since to be written to again must not be blocked by it. Aloware has one mark for
 * everything, so that it reports more than it was told. The caller holds the number's lock.
 */
export async function isEcho(
  tx: TenantTx,
  mark: { provider: string; e164: string; channel: OptOutChannel; occurredAt: Date },
): Promise<boolean> {
  const system = PUSH_SYSTEMS.find((each) => each === mark.provider);
  if (system === undefined) return false;
  const since = new Date(mark.occurredAt.getTime() - ECHO_MS);
  const [row] = await tx
    .select({ id: optoutTasks.id })
    .from(optoutTasks)
    .innerJoin(optoutEvents, eq(optoutEvents.id, optoutTasks.eventId))
    .innerJoin(
      optoutRegistry,
      and(
        eq(optoutRegistry.e164, optoutEvents.e164),
        eq(optoutRegistry.channel, optoutEvents.channel),
        eq(optoutRegistry.scope, optoutEvents.scope),
      ),
    )
    .where(
      and(
        eq(optoutEvents.e164, mark.e164),
        system === "aloware" ? undefined : inArray(optoutEvents.channel, [mark.channel, "all"]),
        eq(optoutTasks.kind, pushKindOf(system)),
        or(
          and(eq(optoutRegistry.state, "opted_out"), inArray(optoutTasks.state, ["waiting", "done"])),
          and(eq(optoutTasks.state, "done"), gte(optoutTasks.doneAt, since)),
        ),
      ),
    )
    .limit(1);
  return row !== undefined;
}
