import { createHmac, randomBytes } from "node:crypto";
import type { DeliveryRecord } from "@/simulators/clerk/state/identity-state";
import { newId } from "@/simulators/clerk/state/new-id";
import type { WebhookEvent } from "@/simulators/clerk/webhooks/webhook-event";

// Far quicker than Svix's schedule, which goes from 5 s to 10 h: a product that is still starting must not wait.
const RETRY_DELAYS_MS = [500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000, 900_000];
const ANSWER_TIMEOUT_MS = 15_000;
const KEPT_EVENTS = 200;

/**
 * A deviation of the next deliveries: sent twice, with a signature that does not fit, never sent, late by
 * `delaySeconds` (so that later events overtake it), or treated as failed although it arrived (`lost_answer`).
 */
export type WebhookFault = {
  mode: "duplicate" | "bad_signature" | "drop" | "delay" | "lost_answer";
  count: number;
  delaySeconds: number;
};

/** An event as it was sent, for tests and the control page. */
export type SentEvent = { id: string; type: string; body: string };

type SenderOptions = {
  target: { url: string; secret: string } | null;
  instanceId: string;
  deliveries: Map<string, DeliveryRecord>;
  retryDelaysMs?: number[];
  now: () => number;
  log: (line: string) => void;
  onChange: () => void;
};

/**
 * Sends events as Svix does for Clerk: at least once, signed with `svix-*` headers, the same `svix-id` for every
 * attempt. Open deliveries stay in `deliveries`, so a restart goes on with them. One is sent at a time, oldest first.
 */
export class WebhookSender {
  readonly #options: SenderOptions;
  readonly #stopping = new AbortController();
  readonly #faulty = new Map<string, WebhookFault["mode"]>();
  readonly #sent: SentEvent[] = [];
  #fault: WebhookFault | null = null;
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> | null = null;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#schedule();
  }

  /** Records an event and sends it soon. Never waits and never throws. */
  emit(event: WebhookEvent): void {
    const { instanceId, now } = this.#options;
    const record = toRecord(event, { instanceId, now: now() });
    this.#sent.push({ id: record.id, type: record.type, body: record.body });
    this.#sent.splice(0, this.#sent.length - KEPT_EVENTS);
    this.#queue(record);
  }

  /** The last events, oldest first, delivered or not. */
  events(): SentEvent[] {
    return [...this.#sent];
  }

  /** Sends an event once more under its old id. */
  redeliver(event: SentEvent): void {
    this.#queue({ ...event, attempts: 0, nextAttemptAt: this.#options.now() });
  }

  /** Makes the next deliveries deviate, or stops that. */
  setFault(fault: WebhookFault | null): void {
    this.#fault = fault;
  }

  /** Stops sending. What is still open stays in `deliveries`. */
  async close(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#working;
  }

  #queue(delivery: DeliveryRecord): void {
    if (this.#options.target === null) return;
    const fault = this.#takeFault();
    if (fault?.mode === "drop") return;
    const delay = fault?.mode === "delay" ? fault.delaySeconds * 1000 : 0;
    if (fault) this.#faulty.set(delivery.id, fault.mode);
    this.#options.deliveries.set(delivery.id, { ...delivery, nextAttemptAt: this.#options.now() + delay });
    this.#schedule();
  }

  #takeFault(): WebhookFault | null {
    const fault = this.#fault;
    if (fault !== null) this.#fault = fault.count > 1 ? { ...fault, count: fault.count - 1 } : null;
    return fault;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const next = this.#next();
    if (this.#stopping.signal.aborted || this.#working !== null || next === undefined) return;
    this.#timer = setTimeout(() => this.#start(next), Math.max(0, next.nextAttemptAt - this.#options.now()));
    this.#timer.unref();
  }

  #next(): DeliveryRecord | undefined {
    return [...this.#options.deliveries.values()].sort((a, b) => a.nextAttemptAt - b.nextAttemptAt)[0];
  }

  #start(delivery: DeliveryRecord): void {
    this.#working = this.#attempt(delivery).finally(() => {
      this.#working = null;
      this.#options.onChange();
      this.#schedule();
    });
  }

  async #attempt(delivery: DeliveryRecord): Promise<void> {
    const { deliveries, now, log, retryDelaysMs = RETRY_DELAYS_MS } = this.#options;
    const fault = this.#faulty.get(delivery.id);
    this.#faulty.delete(delivery.id);
    const isAccepted = await this.#post(delivery, fault === "bad_signature");
    if (fault === "duplicate") await this.#post(delivery, false);
    const delay = retryDelaysMs[delivery.attempts];
    if (isAccepted && fault !== "lost_answer") {
      deliveries.delete(delivery.id);
    } else if (delay === undefined) {
      log(`webhook ${delivery.type} ${delivery.id} given up after ${delivery.attempts + 1} attempts`);
      deliveries.delete(delivery.id);
    } else {
      deliveries.set(delivery.id, { ...delivery, attempts: delivery.attempts + 1, nextAttemptAt: now() + delay });
    }
  }

  async #post(delivery: DeliveryRecord, isForged: boolean): Promise<boolean> {
    const { target, now, log } = this.#options;
    if (target === null) return true;
    const secret = isForged ? `whsec_${randomBytes(24).toString("base64")}` : target.secret;
    try {
      const response = await fetch(target.url, {
        method: "POST",
        body: delivery.body,
        headers: signedHeaders(delivery, secret, Math.floor(now() / 1000)),
        redirect: "manual",
        signal: AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
      });
      await response.body?.cancel();
      if (!response.ok) log(`webhook ${delivery.type} answered ${response.status}`);
      return response.ok;
    } catch (error) {
      log(`webhook ${delivery.type} not delivered: ${error instanceof Error ? error.message : "unknown"}`);
      return false;
    }
  }
}

function toRecord(event: WebhookEvent, at: { instanceId: string; now: number }): DeliveryRecord {
  const body = JSON.stringify({
    data: event.data,
    event_attributes: { http_request: { client_ip: "127.0.0.1", user_agent: "clerk-simulator" } },
    instance_id: at.instanceId,
    object: "event",
    timestamp: at.now,
    type: event.type,
  });
  return { id: newId("msg"), type: event.type, body, attempts: 0, nextAttemptAt: at.now };
}

// Svix signs `{id}.{timestamp}.{body}`; the key is the base64 part of the secret after `whsec_`.
function signedHeaders(delivery: DeliveryRecord, secret: string, second: number): Record<string, string> {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${delivery.id}.${second}.${delivery.body}`).digest("base64");
  return {
    "content-type": "application/json",
    "user-agent": "Svix-Webhooks/1.0",
    "svix-id": delivery.id,
    "svix-timestamp": String(second),
    "svix-signature": `v1,${signature}`,
  };
}
