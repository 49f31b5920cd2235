import "server-only";
import { sql } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import { type ProofStrength, proofStrength } from "./proof-strength";
import type { EndpointMode } from "./provider-modes.schema";

export type EndpointSummary = {
  id: string;
  provider: string;
  mode: EndpointMode;
  strength: ProofStrength;
  label: string | null;
  /** The firm's id at the provider that each delivery must name. */
  account: string | null;
  state: "active" | "paused" | "deleted";
  /** Empty when there is no secret that the sender could know: none is shared, or it was not entered yet. */
  secretFingerprint: string;
  /** Until when the secret of before is accepted as well; null when there is none. */
  previousSecretUsableUntil: Date | null;
  lastEventAt: Date | null;
  lastRefusedAt: Date | null;
  lastRefusal: string | null;
  refusedCount: number;
  createdAt: Date;
};

/** The columns of an endpoint that may be shown: no secret and no token. */
export const endpointColumns = {
  id: webhookEndpoints.id,
  provider: webhookEndpoints.provider,
  mode: webhookEndpoints.mode,
  label: webhookEndpoints.label,
  account: webhookEndpoints.account,
  state: webhookEndpoints.state,
  secretFingerprint: webhookEndpoints.secretFingerprint,
  previousSecretUsableUntil: webhookEndpoints.previousSecretUsableUntil,
  // Not the endpoint's own column: that one is written when an event is worked on, and many are only kept.
  // The tables are named, because a select of one table leaves its name out, and the inner columns would be meant.
  lastEventAt: sql<Date | null>`(select max(e.received_at) from webhook_events e
    where e.tenant_id = webhook_endpoints.tenant_id and e.endpoint_id = webhook_endpoints.id)`.mapWith(
    webhookEndpoints.lastEventAt,
  ),
  lastRefusedAt: webhookEndpoints.lastRefusedAt,
  lastRefusal: webhookEndpoints.lastRefusal,
  refusedCount: webhookEndpoints.refusedCount,
  createdAt: webhookEndpoints.createdAt,
};

/** A row of these columns with what its mode means. */
export function endpointSummary(row: Omit<EndpointSummary, "strength">): EndpointSummary {
  return { ...row, strength: proofStrength(row.mode) };
}
