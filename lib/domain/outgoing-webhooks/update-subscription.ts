import "server-only";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { webhookSubscriptions } from "@/db/schema/webhook-subscriptions";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { requireSubscription } from "./lock-subscription";
import { sealHeaders, unsealHeaders } from "./sealed-headers";
import type { updateSubscriptionInput } from "./subscriptions.schema";

type Change = z.output<typeof updateSubscriptionInput>;

/**
 * Changes name, events and further headers; the address stays, because its secret belongs to it. Headers that are not named
 * go, and a named one without a value keeps its own.
 * @throws AppError `not_found`; `invalid_input` for a new header without a value
 */
export async function updateSubscription(tx: TenantTx, input: Change): Promise<void> {
  const subscription = await requireSubscription(tx, input.subscriptionId);
  const saved = await unsealHeaders(tx, subscription);
  const headers = input.headers.map(({ name, value }) => {
    const kept = value ?? saved[name];
    if (kept === undefined) throw new AppError("invalid_input", "A new header needs a value");
    return { name, value: kept };
  });
  await tx
    .update(webhookSubscriptions)
    .set({
      label: input.label,
      eventTypes: input.eventTypes,
      ...(await sealHeaders(tx, input.subscriptionId, headers)),
      updatedAt: new Date(),
    })
    .where(eq(webhookSubscriptions.id, input.subscriptionId));
}
