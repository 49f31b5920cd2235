import "server-only";
import { and, eq } from "drizzle-orm";
import { type BROADCAST_STATES, type BroadcastAudience, broadcasts } from "@/db/schema/broadcasts";
import { lines } from "@/db/schema/lines";
import type { TenantTx } from "@/db/tenant";

export type BroadcastState = (typeof BROADCAST_STATES)[number];

export type Broadcast = {
  id: string;
  name: string;
  purpose: "informational" | "marketing";
  bodyEn: string;
  bodyEs: string | null;
  audience: BroadcastAudience;
  state: BroadcastState;
  perMinute: number;
  scheduledFor: Date | null;
  startedAt: Date | null;
  stoppedAt: Date | null;
  finishedAt: Date | null;
  updatedAt: Date;
  createdByUserId: string | null;
  stoppedByUserId: string | null;
  line: { id: string; label: string; address: string; channel: "sms" | "whatsapp"; isUsable: boolean };
};

/** One broadcast with its line, or null for one that is unknown or foreign. */
export async function findBroadcast(tx: TenantTx, broadcastId: string): Promise<Broadcast | null> {
  const [row] = await tx
    .select({ broadcast: broadcasts, line: lines })
    .from(broadcasts)
    .innerJoin(lines, and(eq(lines.tenantId, broadcasts.tenantId), eq(lines.id, broadcasts.lineId)))
    .where(eq(broadcasts.id, broadcastId));
  if (!row) return null;
  const { id, label, address, channel, state, removedAt } = row.line;
  const { name, purpose, bodyEn, bodyEs, audience, perMinute, scheduledFor, startedAt } = row.broadcast;
  const { stoppedAt, finishedAt, updatedAt, createdByUserId, stoppedByUserId } = row.broadcast;
  return {
    ...{ id: row.broadcast.id, name, purpose, bodyEn, bodyEs, audience, perMinute, scheduledFor, startedAt },
    ...{ state: row.broadcast.state, stoppedAt, finishedAt, updatedAt, createdByUserId, stoppedByUserId },
    line: { id, label, address, channel, isUsable: removedAt === null && state === "connected" },
  };
}
