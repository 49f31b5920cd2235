import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { lines } from "@/db/schema/lines";
import type { TenantTx } from "@/db/tenant";
import type { LineReason } from "./line-reason";
import type { LineState } from "./line-row";

type ToldState = {
  lineId: string;
  state: LineState;
  reason: LineReason | null;
  /** When it was told, by our clock: what was told before the present state changes nothing. */
  at: Date;
};

/**
 * Keeps what is known of a line's state. The audit log is its history. Telling what is known already changes nothing, so
 * that `stateChangedAt` says since when.
 * @returns whether the state or its reason is another one now; false as well for a line that is removed, unknown or foreign
 */
export async function recordLineState(tx: TenantTx, told: ToldState): Promise<boolean> {
  const { lineId, state, reason, at } = told;
  const [line] = await tx
    .select({ state: lines.state, reason: lines.stateReason, since: lines.stateChangedAt })
    .from(lines)
    .where(and(eq(lines.id, lineId), isNull(lines.removedAt)))
    .for("no key update");
  if (!line || at < line.since) return false;
  if (line.state === state && line.reason === reason) return false;
  await tx
    .update(lines)
    .set({ state, stateReason: reason, stateChangedAt: at, updatedAt: new Date() })
    .where(eq(lines.id, lineId));
  return true;
}
