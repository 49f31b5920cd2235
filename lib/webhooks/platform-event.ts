import "server-only";
import { z } from "zod";
import type { JsonValue } from "./parse-strict-json";
import type { EventContext } from "./provider";

/**
 * What a sender that follows our own contract writes (texting and broadcast platforms, Make): Standard Webhooks' envelope
 * `{id?, type, timestamp, data}`.
 */
export type PlatformEvent = { id: string | null; type: string; data: Record<string, JsonValue> };

const envelope = z.object({
  id: z.string().min(1).max(256).nullish(),
  type: z.string().min(1).max(120),
  data: z.record(z.string(), z.json()).nullish(),
});

/** Reads the envelope; null when it is none. */
export function decodePlatformEvent(json: JsonValue): PlatformEvent | null {
  const parsed = envelope.safeParse(json);
  if (!parsed.success) return null;
  const { id, type, data } = parsed.data;
  return { id: id ?? null, type, data: data ?? {} };
}

/** The sender's signed id of the delivery; without one the body's own id, and at last the body itself. */
export function identifyPlatformEvent(event: PlatformEvent, { messageId, bodyHash }: EventContext): string {
  return messageId ?? event.id ?? bodyHash();
}
