import { randomUUID } from "node:crypto";
import type { PlannedDelivery, Target, WireRequest } from "../sender";
import { signStandardWebhooks } from "./sign-standard-webhooks";
import { signTimestamped } from "./sign-timestamped";
import { UnknownMode } from "./unknown-mode";

/** An event of the generic senders: what happened, when, and its facts. */
export type GenericEvent = { type: string; occurredAt: Date; data: Record<string, unknown> };

type Plan = { event: GenericEvent; afterMs: number; userAgent: string };

/**
 * Plans a delivery `{id, type, timestamp, data}` as Standard Webhooks recommends it. The same `id` stands in `webhook-id`,
 * which every mode sends. Modes: `standard-webhooks`, `timestamped-hmac`, and Make's header `x-make-apikey`.
 */
export function planEvent({ event, afterMs, userAgent }: Plan): PlannedDelivery {
  const id = `evt_${randomUUID()}`;
  const body = JSON.stringify({ id, type: event.type, timestamp: event.occurredAt.toISOString(), data: event.data });
  return {
    label: event.type,
    afterMs,
    write: (target, { now }) => ({
      headers: { "content-type": "application/json", "user-agent": userAgent, ...prove(target, { id, now, body }) },
      body,
    }),
  };
}

function prove(target: Target, subject: { id: string; now: Date; body: string }): WireRequest["headers"] {
  const { secret } = target;
  switch (target.mode) {
    case "standard-webhooks":
      return signStandardWebhooks({ ...subject, secret });
    case "timestamped-hmac":
      return { "webhook-id": subject.id, ...signTimestamped({ ...subject, secret }) };
    case "make-apikey":
      return { "webhook-id": subject.id, "x-make-apikey": secret };
    default:
      throw new UnknownMode(target);
  }
}
