import "server-only";
import { and, eq, notInArray } from "drizzle-orm";
import { webhookDeliveries } from "@/db/schema/webhook-deliveries";
import { webhookDeliveryAttempts } from "@/db/schema/webhook-delivery-attempts";
import { webhookSubscriptions } from "@/db/schema/webhook-subscriptions";
import type { TenantTx } from "@/db/tenant";
import { seal } from "@/lib/vault/seal";
import { cancelWaiting } from "./cancel-waiting";
import { nextAttemptAt } from "./delivery-schedule";
import { enqueueAttempt } from "./enqueue-attempt";
import { failureCode, judgeAnswer, type Verdict } from "./judge-answer";
import { type LockedSubscription, lockSubscription } from "./lock-subscription";
import type { ReceiverAnswer } from "./receiver-answer";
import { answerBinding } from "./webhook-binding";

export type MadeAttempt = {
  deliveryId: string;
  /** As beginDelivery was asked for. */
  number: number;
  startedAt: Date;
  now: Date;
  answer: ReceiverAnswer;
  /** 0 to 1, for the jitter of the next wait. */
  random: number;
};

type Delivery = typeof webhookDeliveries.$inferSelect;

const DISABLED_AFTER_MS = 5 * 24 * 3_600_000;

/**
 * Keeps what came of an attempt and plans the next, once: an attempt that another worker has settled changes nothing. The
 * subscription is disabled when its receiver is gone, and when a delivery ends in failure after five days without success.
 */
export async function settleDelivery(tx: TenantTx, made: MadeAttempt): Promise<void> {
  const [known] = await tx
    .select({ subscriptionId: webhookDeliveries.subscriptionId })
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.id, made.deliveryId));
  const subscription = known && (await lockSubscription(tx, known.subscriptionId));
  const [delivery] = await tx
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.id, made.deliveryId))
    .for("update");
  if (!subscription || !delivery || delivery.attempts !== made.number - 1) return;
  const verdict = judgeAnswer(made.answer, { host: subscription.urlHost, now: made.now });
  await keepAttempt(tx, made, verdict);
  const state = await keepResult(tx, { made, delivery, verdict });
  if (verdict.kind === "delivered") {
    if (delivery.origin !== "test") await keepSuccess(tx, subscription.id, made.now);
    return;
  }
  // A test says nothing about the health of the receiver, unless the receiver says that it is gone.
  if (delivery.origin !== "test" || verdict.kind === "gone") await keepFailure(tx, subscription, made);
  await disableIfDue(tx, { subscription, made, verdict, isOver: state === "failed" && delivery.origin !== "test" });
}

async function keepAttempt(tx: TenantTx, made: MadeAttempt, verdict: Verdict): Promise<void> {
  const { deliveryId, number, startedAt, now, answer } = made;
  const excerpt = answer.kind === "answered" ? answer.excerpt : "";
  await tx.insert(webhookDeliveryAttempts).values({
    deliveryId,
    number,
    startedAt,
    durationMs: Math.max(0, now.getTime() - startedAt.getTime()),
    status: answer.kind === "answered" ? answer.status : null,
    failure: verdict.kind === "delivered" ? null : failureCode(answer),
    answerCiphertext: excerpt === "" ? null : await seal(tx, answerBinding(deliveryId, number), excerpt),
  });
}

/** The delivery's new state. One that was cancelled during the attempt stays so, unless it arrived after all. */
async function keepResult(
  tx: TenantTx,
  result: { made: MadeAttempt; delivery: Delivery; verdict: Verdict },
): Promise<Delivery["state"]> {
  const { made, delivery, verdict } = result;
  const next = delivery.state === "waiting" && delivery.origin !== "test" ? plan(made, verdict) : null;
  const isDelivered = verdict.kind === "delivered";
  const unfinished = next === null ? "failed" : "waiting";
  const state = isDelivered ? "delivered" : delivery.state === "waiting" ? unfinished : delivery.state;
  await tx
    .update(webhookDeliveries)
    .set({
      state,
      attempts: made.number,
      nextAttemptAt: next,
      lastStatus: made.answer.kind === "answered" ? made.answer.status : null,
      lastFailure: isDelivered ? null : failureCode(made.answer),
      deliveredAt: isDelivered ? made.now : null,
    })
    .where(eq(webhookDeliveries.id, delivery.id));
  if (next !== null) await enqueueAttempt(tx, { deliveryId: delivery.id, number: made.number + 1, at: next });
  return state;
}

function plan(made: MadeAttempt, verdict: Verdict): Date | null {
  if (verdict.kind !== "retry") return null;
  const { number, now, random } = made;
  return nextAttemptAt({ number, now, retryAfterMs: verdict.retryAfterMs, random });
}

async function keepSuccess(tx: TenantTx, subscriptionId: string, now: Date): Promise<void> {
  await tx
    .update(webhookSubscriptions)
    .set({ lastSuccessAt: now, failingSince: null, failureCount: 0 })
    .where(eq(webhookSubscriptions.id, subscriptionId));
}

async function keepFailure(tx: TenantTx, subscription: LockedSubscription, made: MadeAttempt): Promise<void> {
  await tx
    .update(webhookSubscriptions)
    .set({
      lastFailureAt: made.now,
      lastFailure: failureCode(made.answer),
      failingSince: subscription.failingSince ?? made.startedAt,
      failureCount: subscription.failureCount + 1,
    })
    .where(eq(webhookSubscriptions.id, subscription.id));
}

async function disableIfDue(
  tx: TenantTx,
  after: { subscription: LockedSubscription; made: MadeAttempt; verdict: Verdict; isOver: boolean },
): Promise<void> {
  const { subscription, made, verdict, isOver } = after;
  const failingSince = subscription.failingSince?.getTime() ?? made.startedAt.getTime();
  const isFailing = isOver && made.now.getTime() - failingSince >= DISABLED_AFTER_MS;
  if (verdict.kind !== "gone" && !isFailing) return;
  const disabled = await tx
    .update(webhookSubscriptions)
    .set({
      state: "disabled",
      disabledReason: verdict.kind === "gone" ? "gone" : "failing",
      updatedAt: made.now,
    })
    .where(
      and(
        eq(webhookSubscriptions.id, subscription.id),
        notInArray(webhookSubscriptions.state, ["deleted", "disabled"]),
      ),
    )
    .returning({ id: webhookSubscriptions.id });
  if (disabled.length > 0) await cancelWaiting(tx, subscription.id);
}
