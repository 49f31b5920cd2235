import "server-only";
import { asc, ne } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";
import type { EndpointMode } from "./endpoint-secret";
import { type ProofStrength, proofStrength } from "./proof-strength";

export type EndpointSummary = {
  id: string;
  provider: string;
  mode: EndpointMode;
  strength: ProofStrength;
  state: "active" | "paused" | "deleted";
  secretFingerprint: string;
  /** Until when the secret of before is accepted as well; null when there is none. */
  previousSecretUsableUntil: Date | null;
  lastEventAt: Date | null;
  lastRefusedAt: Date | null;
  lastRefusal: string | null;
  refusedCount: number;
  createdAt: Date;
};

const LIMIT = 200;

/** The firm's endpoints that are not deleted, oldest first; no secret and no token is in it. */
export async function listEndpoints(tx: TenantTx): Promise<EndpointSummary[]> {
  const rows = await tx
    .select({
      id: webhookEndpoints.id,
      provider: webhookEndpoints.provider,
      mode: webhookEndpoints.mode,
      state: webhookEndpoints.state,
      secretFingerprint: webhookEndpoints.secretFingerprint,
      previousSecretUsableUntil: webhookEndpoints.previousSecretUsableUntil,
      lastEventAt: webhookEndpoints.lastEventAt,
      lastRefusedAt: webhookEndpoints.lastRefusedAt,
      lastRefusal: webhookEndpoints.lastRefusal,
      refusedCount: webhookEndpoints.refusedCount,
      createdAt: webhookEndpoints.createdAt,
    })
    .from(webhookEndpoints)
    .where(ne(webhookEndpoints.state, "deleted"))
    .orderBy(asc(webhookEndpoints.createdAt), asc(webhookEndpoints.id))
    .limit(LIMIT);
  return rows.map((row) => ({ ...row, strength: proofStrength(row.mode) }));
}
