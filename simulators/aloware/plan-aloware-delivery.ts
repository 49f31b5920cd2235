import type { PlannedDelivery } from "@/simulators/senders/sender";
import { proveAloware } from "./prove-aloware";

/** `content` is the whole JSON document: `{ event, body }`, or the test document. */
type AlowarePlan = { label: string; afterMs: number; content: Record<string, unknown> };

/** A webhook with the headers that Aloware sends, which are Guzzle's own and the proof; no id, no time, no signature. */
export function planAlowareDelivery({ label, afterMs, content }: AlowarePlan): PlannedDelivery {
  const body = JSON.stringify(content);
  return {
    label,
    afterMs,
    write: (target) => ({
      headers: { "User-Agent": "GuzzleHttp/7", "Content-Type": "application/json", ...proveAloware(target, body) },
      body,
    }),
  };
}
