import "server-only";
import { and, eq, ne } from "drizzle-orm";
import type { z } from "zod";
import { webhookSubscriptions } from "@/db/schema/webhook-subscriptions";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import { unseal } from "@/lib/vault/unseal";
import type { subscriptionIdInput } from "./subscriptions.schema";
import { secretBinding, urlBinding } from "./webhook-binding";

/**
 * The whole address and the current secret of a subscription. For firm admins only, which the caller has checked; every
 * reading stands in the audit log.
 * @throws AppError `not_found`
 */
export async function revealSubscription(
  tx: TenantTx,
  input: z.output<typeof subscriptionIdInput>,
): Promise<{ url: string; secret: string }> {
  const [row] = await tx
    .select({ url: webhookSubscriptions.urlCiphertext, secret: webhookSubscriptions.secretCiphertext })
    .from(webhookSubscriptions)
    .where(and(eq(webhookSubscriptions.id, input.subscriptionId), ne(webhookSubscriptions.state, "deleted")));
  if (!row) throw new AppError("not_found", "There is no such subscription");
  await auditEvent(tx, {
    action: "webhook_subscription.reveal",
    subjectType: "webhook_subscriptions",
    subjectId: input.subscriptionId,
    outcome: "done",
    detail: {},
  });
  return {
    url: await unseal(tx, urlBinding(input.subscriptionId), row.url),
    secret: await unseal(tx, secretBinding(input.subscriptionId), row.secret),
  };
}
