import "server-only";
import { and, asc, eq, ne } from "drizzle-orm";
import { webhookSubscriptions } from "@/db/schema/webhook-subscriptions";
import type { TenantTx } from "@/db/tenant";
import { OUTGOING_EVENT_TYPES } from "./event-types.schema";
import type { SubscriptionSummary } from "./subscriptions.schema";

const LIMIT = 200;

/** The firm's subscriptions, oldest first; deleted ones are not in it. */
export async function listSubscriptions(tx: TenantTx): Promise<SubscriptionSummary[]> {
  const rows = await tx
    .select(SUMMARY_COLUMNS)
    .from(webhookSubscriptions)
    .where(ne(webhookSubscriptions.state, "deleted"))
    .orderBy(asc(webhookSubscriptions.createdAt), asc(webhookSubscriptions.id))
    .limit(LIMIT);
  return rows.flatMap(toSummary);
}

/** One subscription, or null when it is unknown, another firm's, or deleted. */
export async function findSubscription(tx: TenantTx, subscriptionId: string): Promise<SubscriptionSummary | null> {
  const rows = await tx
    .select(SUMMARY_COLUMNS)
    .from(webhookSubscriptions)
    .where(and(eq(webhookSubscriptions.id, subscriptionId), ne(webhookSubscriptions.state, "deleted")));
  return rows.flatMap(toSummary)[0] ?? null;
}

const SUMMARY_COLUMNS = {
  id: webhookSubscriptions.id,
  label: webhookSubscriptions.label,
  host: webhookSubscriptions.urlHost,
  eventTypes: webhookSubscriptions.eventTypes,
  headerNames: webhookSubscriptions.headerNames,
  state: webhookSubscriptions.state,
  disabledReason: webhookSubscriptions.disabledReason,
  secretFingerprint: webhookSubscriptions.secretFingerprint,
  previousSecretUsableUntil: webhookSubscriptions.previousSecretUsableUntil,
  failingSince: webhookSubscriptions.failingSince,
  lastSuccessAt: webhookSubscriptions.lastSuccessAt,
  lastFailureAt: webhookSubscriptions.lastFailureAt,
  lastFailure: webhookSubscriptions.lastFailure,
  failureCount: webhookSubscriptions.failureCount,
  createdAt: webhookSubscriptions.createdAt,
};

type Row = Omit<SubscriptionSummary, "eventTypes" | "state"> & {
  eventTypes: string[];
  state: SubscriptionSummary["state"] | "deleted";
};

function toSummary({ eventTypes, state, ...row }: Row): SubscriptionSummary[] {
  if (state === "deleted") return [];
  return [{ ...row, state, eventTypes: OUTGOING_EVENT_TYPES.filter((type) => eventTypes.includes(type)) }];
}
