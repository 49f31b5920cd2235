import "server-only";
import { expireHoldsJob } from "@/lib/domain/credits/expire-holds.job";
import { listSweptFirms } from "@/lib/domain/platform/list-swept-firms";
import { watchWebhooksJob } from "@/lib/domain/webhook-alerts/watch-webhooks.job";
import { expireWebhooksJob } from "@/lib/domain/webhook-events/expire-webhooks.job";
import { enqueueForFirms } from "./enqueue-for-firms";

const WATCH_SECONDS = 300;
const HOLD_SECONDS = 3_600;
const EXPIRE_SECONDS = 86_400;
const EXPIRE_SPREAD_SECONDS = 3_600;

const slot = globalThis as typeof globalThis & { docketlineSweptAt?: number };

/**
 * Queues what is due by the clock alone: each firm's watch over its doors every five minutes, credits that nobody
 * confirmed every hour, and the end of what is kept once a day. Any number of workers may do it at once; the queue takes a
 * firm's job once in a slot of time.
 */
export async function sweep(now: Date): Promise<void> {
  const current = Math.floor(now.getTime() / (WATCH_SECONDS * 1_000));
  if (slot.docketlineSweptAt === current) return;
  const { all, withDoor } = await listSweptFirms();
  await enqueueForFirms(watchWebhooksJob, withDoor, { everySeconds: WATCH_SECONDS, spreadSeconds: 60 });
  await enqueueForFirms(expireHoldsJob, all, { everySeconds: HOLD_SECONDS, spreadSeconds: 300 });
  await enqueueForFirms(expireWebhooksJob, all, {
    everySeconds: EXPIRE_SECONDS,
    spreadSeconds: EXPIRE_SPREAD_SECONDS,
  });
  slot.docketlineSweptAt = current;
}
