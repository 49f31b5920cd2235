import "server-only";
import { asc, eq } from "drizzle-orm";
import type { z } from "zod";
import { webhookDeliveries } from "@/db/schema/webhook-deliveries";
import { webhookDeliveryAttempts } from "@/db/schema/webhook-delivery-attempts";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import { unseal } from "@/lib/vault/unseal";
import type { deliveryIdInput } from "./deliveries.schema";
import { answerBinding, payloadBinding } from "./webhook-binding";

export type RevealedDelivery = {
  /** The JSON that was sent; null when it is no longer kept. */
  payload: string | null;
  /** What each attempt's answer began with; empty when it had no body. */
  answers: { number: number; text: string }[];
};

/**
 * What a delivery carried and what its receiver answered. For firm admins only, which the caller has checked; every reading
 * stands in the audit log, because names and numbers of clients are in it.
 * @throws AppError `not_found`
 */
export async function revealDelivery(
  tx: TenantTx,
  { deliveryId }: z.output<typeof deliveryIdInput>,
): Promise<RevealedDelivery> {
  const [delivery] = await tx
    .select({ payload: webhookDeliveries.payloadCiphertext })
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.id, deliveryId));
  if (!delivery) throw new AppError("not_found", "There is no such delivery");
  await auditEvent(tx, {
    action: "webhook_delivery.reveal",
    subjectType: "webhook_deliveries",
    subjectId: deliveryId,
    outcome: "done",
    detail: {},
  });
  const attempts = await tx
    .select({ number: webhookDeliveryAttempts.number, answer: webhookDeliveryAttempts.answerCiphertext })
    .from(webhookDeliveryAttempts)
    .where(eq(webhookDeliveryAttempts.deliveryId, deliveryId))
    .orderBy(asc(webhookDeliveryAttempts.number));
  const answers: RevealedDelivery["answers"] = [];
  for (const { number, answer } of attempts) {
    answers.push({
      number,
      text: answer === null ? "" : await unseal(tx, answerBinding(deliveryId, number), answer),
    });
  }
  const payload = delivery.payload === null ? null : await unseal(tx, payloadBinding(deliveryId), delivery.payload);
  return { payload, answers };
}
