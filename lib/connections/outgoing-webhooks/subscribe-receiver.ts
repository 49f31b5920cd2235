import "server-only";
import type { z } from "zod";
import { inTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { createSubscription } from "@/lib/domain/outgoing-webhooks/create-subscription";
import type { createSubscriptionInput, ReceiverProblem } from "@/lib/domain/outgoing-webhooks/subscriptions.schema";
import { checkReceiver } from "@/lib/outgoing/check-receiver";

export type SubscribeResult =
  | { kind: "created"; subscriptionId: string; secret: string }
  | { kind: "refused"; problem: ReceiverProblem };

/** Judges the address, which asks the network, and then keeps the subscription. */
export async function subscribeReceiver(
  principal: Principal,
  input: z.output<typeof createSubscriptionInput>,
): Promise<SubscribeResult> {
  const check = await checkReceiver(input.url);
  if (!check.ok) return { kind: "refused", problem: check.problem };
  const userId = principal.actor.type === "user" ? principal.actor.userId : null;
  const { url: _, ...rest } = input;
  const created = await inTenant(principal, (tx) =>
    createSubscription(tx, { ...rest, receiver: check.receiver, userId }),
  );
  return { kind: "created", ...created };
}
