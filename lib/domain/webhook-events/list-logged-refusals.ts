import "server-only";
import { and, desc, eq, gte, lt, type SQL } from "drizzle-orm";
import { ownRows } from "@/db/own-rows";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import { webhookRefusals } from "@/db/schema/webhook-refusals";
import type { TenantTx } from "@/db/tenant";
import type { Cursor } from "@/lib/core/cursor";
import { afterPlace, placeOf } from "./log-place";
import type { WebhookLogFilter } from "./webhook-log.schema";

/** A delivery that was turned away at the door, with the facts that explain it; in a flood it stands for `count` of them. */
export type LoggedRefusal = Pick<
  typeof webhookRefusals.$inferSelect,
  "id" | "provider" | "endpointId" | "reason" | "facts" | "count" | "requestId" | "refusedAt"
> & {
  kind: "refusal";
  endpointLabel: string | null;
  /** How the endpoint wants deliveries to prove themselves; null without an endpoint. */
  mode: (typeof webhookEndpoints.$inferSelect)["mode"] | null;
  /** Its place in the log. */
  place: string;
};

/** Refusals of the log after `place`, newest first, at most `limit`. */
export async function listLoggedRefusals(
  tx: TenantTx,
  filter: WebhookLogFilter,
  page: { place: Cursor | null; limit: number },
): Promise<LoggedRefusal[]> {
  const rows = await selectRefusals(tx)
    .where(and(ownRows(tx, webhookRefusals.tenantId), ...conditions(filter, page.place)))
    .orderBy(desc(webhookRefusals.refusedAt), desc(webhookRefusals.id))
    .limit(page.limit);
  return rows.map((row) => ({ ...row, kind: "refusal" }));
}

/** One refusal, or null for an unknown or foreign one. */
export async function findLoggedRefusal(tx: TenantTx, refusalId: string): Promise<LoggedRefusal | null> {
  const [row] = await selectRefusals(tx).where(eq(webhookRefusals.id, refusalId)).limit(1);
  return row ? { ...row, kind: "refusal" } : null;
}

function selectRefusals(tx: TenantTx) {
  return tx
    .select({
      id: webhookRefusals.id,
      provider: webhookRefusals.provider,
      endpointId: webhookRefusals.endpointId,
      endpointLabel: webhookEndpoints.label,
      mode: webhookEndpoints.mode,
      reason: webhookRefusals.reason,
      facts: webhookRefusals.facts,
      count: webhookRefusals.count,
      requestId: webhookRefusals.requestId,
      refusedAt: webhookRefusals.refusedAt,
      place: placeOf(webhookRefusals.refusedAt),
    })
    .from(webhookRefusals)
    .leftJoin(
      webhookEndpoints,
      and(eq(webhookEndpoints.tenantId, webhookRefusals.tenantId), eq(webhookEndpoints.id, webhookRefusals.endpointId)),
    );
}

function conditions(filter: WebhookLogFilter, place: Cursor | null): (SQL | undefined)[] {
  const { provider, endpointId, from, to, requestId } = filter;
  return [
    provider ? eq(webhookRefusals.provider, provider) : undefined,
    endpointId ? eq(webhookRefusals.endpointId, endpointId) : undefined,
    from ? gte(webhookRefusals.refusedAt, from) : undefined,
    to ? lt(webhookRefusals.refusedAt, to) : undefined,
    requestId ? eq(webhookRefusals.requestId, requestId) : undefined,
    afterPlace(place, webhookRefusals.refusedAt, webhookRefusals.id),
  ];
}
