import { randomUUID } from "node:crypto";
import { planEvent } from "../senders/proofs/plan-event";
import type { PlannedDelivery, SceneInput } from "../senders/sender";

/** One event of a scene; `message` tells the messages of the scene apart. */
export type TextingEvent = {
  type: string;
  direction: "in" | "out";
  message: string;
  text: string;
  status?: "delivered" | "failed";
  errorCode?: string;
  errorMessage?: string;
  media?: { url: string; contentType: string; fileName?: string }[];
};

const STEP_MS = 1_500;

/**
 * Plans the deliveries of texting events. The contract is the desk's own:
 * `{id, type, timestamp, data: {messageId, from, to, text, sentAt, media?, status?, errorCode?, errorMessage?}}` with `type`
 * `message.received`, `message.delivered`, `message.failed` or `message.opted_out`; numbers in E.164, instants in ISO 8601.
 * `media` are pictures and documents, each `{url, contentType?, fileName?}`.
 * `messageId` is the platform's id of the message, the same in every event about it; `sentAt` is when it was written.
 * `message.opted_out` says that the platform sends nothing more to the number in `from`, because of that message.
 */
export function planEvents(events: readonly TextingEvent[], input: SceneInput): PlannedDelivery[] {
  const startedAt = Date.now();
  const messages = new Map<string, { messageId: string; sentAt: string }>();
  return events.map(({ type, direction, message, text, ...outcome }, index) => {
    const occurredAt = new Date(startedAt + index * STEP_MS);
    const known = messages.get(message) ?? { messageId: `txt_${randomUUID()}`, sentAt: occurredAt.toISOString() };
    messages.set(message, known);
    const [from, to] = direction === "in" ? [input.from, input.to] : [input.to, input.from];
    const data = { messageId: known.messageId, from, to, text, sentAt: known.sentAt, ...outcome };
    return planEvent({
      event: { type, occurredAt, data },
      afterMs: index * STEP_MS,
      userAgent: "Texting-Simulator/1.0",
    });
  });
}
