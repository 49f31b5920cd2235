import "server-only";
import { randomBytes } from "node:crypto";
import type { AnyEventData } from "./event-data";
import type { OutgoingEventType } from "./event-types.schema";

/** Names the shape of all events. A change that could break a receiver gets a new version, and subscriptions keep theirs. */
const API_VERSION = "2026-11-01";

type Envelope = {
  type: OutgoingEventType;
  createdAt: Date;
  sequence: number;
  isTest: boolean;
  firm: { id: string | null; name: string | null };
  data: AnyEventData;
};

/**
 * An event as its receivers get it: JSON of one flat object in a constant envelope, the same keys always. `sequence` lets a
 * receiver that works in parallel put events in order; `test` events are samples.
 */
export function writeEnvelope({ type, createdAt, sequence, isTest, firm, data }: Envelope): string {
  return JSON.stringify({
    id: `evt_${mintId()}`,
    type,
    apiVersion: API_VERSION,
    createdAt: createdAt.toISOString(),
    sequence,
    test: isTest,
    firm,
    ...data,
  });
}

/** A new `webhook-id`: what a receiver knows a repeated message by. */
export function mintMessageId(): string {
  return `msg_${mintId()}`;
}

function mintId(): string {
  return randomBytes(16).toString("hex");
}
