import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { ServerConfig } from "../schema/server-config.schema";
import type { SimulatorContext } from "../simulator-context";
import type { WebhookAnswer, WebhookOrder } from "./create-postman";

/** Delivers a webhook once, or as often as a fault of the call says. Gives the first answer. */
export async function deliverOrder({ postman }: SimulatorContext, order: WebhookOrder): Promise<WebhookAnswer> {
  const first = await postman.attempt(order, 1);
  const isReport = order.type === "end-of-call-report";
  if (order.faults.has("duplicate")) await postman.attempt(order, 2);
  if (order.faults.has("duplicate-new-id")) await postman.attempt({ ...order, messageId: newMessageId() }, 1);
  if (isReport && order.faults.has("presigned-urls-differ")) await postman.attempt(order, 2);
  return first;
}

/**
 * Repeats a webhook that was not taken, as the server's `backoffPlan` says; never without one. The id stays the same.
 * Gives the last answer.
 */
export async function repeatOrder(
  context: SimulatorContext,
  order: WebhookOrder,
  { first, pace }: { first: WebhookAnswer; pace: number },
): Promise<WebhookAnswer> {
  let last = first;
  const plan = order.server.config.backoffPlan;
  for (const [index, delay] of retryDelays(plan).entries()) {
    if (!isRetried(plan, last.status)) return last;
    await wait(delay * pace, undefined, { signal: context.closing });
    last = await context.postman.attempt(order, index + 2);
  }
  return last;
}

export function newMessageId(): string {
  return `msg_${randomBytes(15).toString("base64url")}`;
}

/** The waits before each repeat, in milliseconds at pace 1; none without a plan. */
function retryDelays(plan: ServerConfig["backoffPlan"]): number[] {
  if (plan === undefined) return [];
  return Array.from(
    { length: plan.maxRetries },
    (_, index) => plan.baseDelaySeconds * 1000 * (plan.type === "exponential" ? 2 ** index : 1),
  );
}

/** Whether the provider would try again: any answer outside 2xx that the plan does not exclude, or none. */
function isRetried(plan: ServerConfig["backoffPlan"], status: number | null): boolean {
  if (plan === undefined) return false;
  if (status === null) return true;
  return (status < 200 || status > 299) && plan.excludedStatusCodes?.includes(status) !== true;
}
