import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { webhookSubscriptions } from "@/db/schema/webhook-subscriptions";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";

export type LockedSubscription = typeof webhookSubscriptions.$inferSelect;

/**
 * Locks a subscription before anything else of its transaction is written. The lock lets a delivery be inserted beside it:
 * a verb that publishes holds the firm's audit chain by then, which the holder of this lock may be waiting for.
 */
export async function lockSubscription(tx: TenantTx, subscriptionId: string): Promise<LockedSubscription | undefined> {
  const [row] = await tx
    .select()
    .from(webhookSubscriptions)
    .where(eq(webhookSubscriptions.id, subscriptionId))
    .for("no key update");
  return row;
}

/**
 * As lockSubscription, for a person's act.
 * @throws AppError `not_found` for an unknown, foreign or deleted subscription
 */
export async function requireSubscription(tx: TenantTx, subscriptionId: string): Promise<LockedSubscription> {
  const [row] = await tx
    .select()
    .from(webhookSubscriptions)
    .where(and(eq(webhookSubscriptions.id, subscriptionId), ne(webhookSubscriptions.state, "deleted")))
    .for("no key update");
  if (!row) throw new AppError("not_found", "There is no such subscription");
  return row;
}
