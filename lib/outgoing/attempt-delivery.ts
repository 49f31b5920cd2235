import "server-only";
import { inTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { beginDelivery } from "@/lib/domain/outgoing-webhooks/begin-delivery";
import { settleDelivery } from "@/lib/domain/outgoing-webhooks/settle-delivery";
import { postToReceiver } from "./post-to-receiver";
import type { ReceiverPolicy } from "./receiver-policy";
import type { ResolveHost } from "./resolve-receiver";
import { signMessage } from "./sign-message";

/** What an attempt takes from outside: the clock, chance, the resolver, and what may be reached. */
export type Outside = {
  now: () => Date;
  random: () => number;
  resolve: ResolveHost;
  policy: ReceiverPolicy;
  deadlineMs: number;
};

const USER_AGENT = "Docketline-Webhooks/1";

/**
 * Makes one attempt of a delivery, if it is still to be made, between two short transactions. A process that dies in between
 * sends the same message id again: receivers drop what they know.
 */
export async function attemptDelivery(
  principal: Principal,
  { deliveryId, number, signal }: { deliveryId: string; number: number; signal: AbortSignal },
  outside: Outside,
): Promise<void> {
  const startedAt = outside.now();
  const attempt = await inTenant(principal, (tx) => beginDelivery(tx, { deliveryId, number, now: startedAt }));
  if (attempt === null) return;
  const { messageId, url, body } = attempt;
  const answer = await postToReceiver({
    url,
    body,
    headers: {
      ...attempt.headers,
      "content-type": "application/json",
      "user-agent": USER_AGENT,
      ...signMessage({ messageId, sentAt: startedAt, body }, attempt.secrets),
    },
    policy: outside.policy,
    resolve: outside.resolve,
    deadlineMs: outside.deadlineMs,
    signal,
  });
  const made = { deliveryId, number, startedAt, now: outside.now(), answer, random: outside.random() };
  await inTenant(principal, (tx) => settleDelivery(tx, made));
}
