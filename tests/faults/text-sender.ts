import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";

export type TextDoor = { port: number; path: string; secret: string };

/** A text of a client, as a texting platform that follows our contract signs it. */
export function textDelivery({ secret }: Pick<TextDoor, "secret">, at: Date = new Date()) {
  const id = `msg_${randomUUID()}`;
  const data = {
    messageId: `txt_${randomUUID()}`,
    from: "+16025550142",
    to: "+16025550110",
    text: "I have moved.",
    sentAt: at.toISOString(),
  };
  const body = JSON.stringify({ type: "message.received", timestamp: data.sentAt, data });
  const seconds = String(Math.floor(at.getTime() / 1_000));
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64");
  const headers = {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": seconds,
    "webhook-signature": `v1,${signature}`,
  };
  return { id, headers, body };
}

/** Sends once; 0 when no answer came. */
export async function post(
  door: TextDoor,
  delivery: { headers: Record<string, string>; body: string },
  timeoutMs = 15_000,
): Promise<{ status: number; milliseconds: number }> {
  const startedAt = performance.now();
  const status = await fetch(`http://127.0.0.1:${door.port}${door.path}`, {
    method: "POST",
    headers: delivery.headers,
    body: delivery.body,
    signal: AbortSignal.timeout(timeoutMs),
  }).then(
    async (response) => {
      await response.arrayBuffer();
      return response.status;
    },
    () => 0,
  );
  return { status, milliseconds: performance.now() - startedAt };
}

export type Traffic = {
  /** `webhook-id` of every delivery that was answered with 200. */
  acknowledged: () => readonly string[];
  /** Answers by status. */
  statuses: () => Record<string, number>;
  /** Milliseconds of the answers, in the order of sending. */
  milliseconds: () => readonly number[];
  /** When an answer of 200 came, in milliseconds since 1970. */
  successes: () => readonly number[];
  /** Sends nothing new, and resolves when every delivery was acknowledged or given up. */
  stop: () => Promise<void>;
};

const RETRY_MS = 1_000;
const MOST_TRIES = 40;

/** Sends `perSecond` texts a second, each again until it is acknowledged, as a platform does. */
export function startTraffic(door: TextDoor, perSecond: number): Traffic {
  const acknowledged: string[] = [];
  const successes: number[] = [];
  const milliseconds: number[] = [];
  const statuses: Record<string, number> = {};
  const under = new Set<Promise<void>>();
  const deliver = async () => {
    const delivery = textDelivery(door);
    for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
      const answer = await post(door, delivery);
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      milliseconds.push(answer.milliseconds);
      if (answer.status === 200) {
        acknowledged.push(delivery.id);
        successes.push(Date.now());
        return;
      }
      await wait(RETRY_MS);
    }
  };
  const timer = setInterval(() => {
    const sending = deliver();
    under.add(sending);
    void sending.finally(() => under.delete(sending));
  }, 1_000 / perSecond);
  return {
    acknowledged: () => acknowledged,
    statuses: () => statuses,
    milliseconds: () => milliseconds,
    successes: () => successes,
    stop: async () => {
      clearInterval(timer);
      await Promise.all(under);
    },
  };
}
