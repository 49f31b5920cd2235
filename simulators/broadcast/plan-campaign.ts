import { randomUUID } from "node:crypto";
import { type GenericEvent, planEvent } from "../senders/proofs/plan-event";
import type { PlannedDelivery, SceneInput } from "../senders/sender";

/** What became of one recipient's message. */
export type RecipientEvent = {
  type: "message.delivered" | "message.failed" | "message.opted_out" | "message.received";
  to: string;
  text?: string;
  media?: readonly { url: string; contentType: string }[];
};

type Campaign = { name: string; recipients: readonly RecipientEvent[]; isCompleted: boolean };

const STEP_MS = 400;
const USER_AGENT = "Broadcast-Simulator/1.0";

/**
 * Plans the deliveries of one broadcast. The contract is the desk's own: `{id, type, timestamp, data}` with
 * - `broadcast.started` `{broadcastId, name, from, text, recipients, startedAt}` and `broadcast.completed`
 *   `{broadcastId, name, recipients, delivered, failed, startedAt, completedAt}`, counts as numbers;
 * - for each recipient `message.delivered`, `message.failed`, `message.opted_out` or `message.received` (an answer), as
 *   the texting contract has them with `broadcastId` beside:
 *   `{broadcastId, messageId, from, to, text, sentAt, media?, status?, errorCode?, errorMessage?}`.
 */
export function planCampaign(campaign: Campaign, input: SceneInput): PlannedDelivery[] {
  const startedAt = new Date();
  const broadcastId = `brd_${randomUUID()}`;
  const facts = { broadcastId, name: campaign.name, recipients: campaign.recipients.length };
  const started = {
    type: "broadcast.started",
    data: { ...facts, from: input.to, text: input.text, startedAt: startedAt.toISOString() },
  };
  const messages = campaign.recipients.map((recipient) =>
    describeMessage(recipient, { broadcastId, startedAt, input }),
  );
  const completed = {
    type: "broadcast.completed",
    data: {
      ...facts,
      delivered: campaign.recipients.filter(({ type }) => type === "message.delivered").length,
      failed: campaign.recipients.filter(({ type }) => type === "message.failed").length,
      startedAt: startedAt.toISOString(),
      completedAt: new Date(startedAt.getTime() + (messages.length + 1) * STEP_MS).toISOString(),
    },
  };
  const events = [started, ...messages, ...(campaign.isCompleted ? [completed] : [])];
  return events.map(({ type, data }, index) => {
    const occurredAt = new Date(startedAt.getTime() + index * STEP_MS);
    return planEvent({ event: { type, occurredAt, data }, afterMs: index * STEP_MS, userAgent: USER_AGENT });
  });
}

type Sent = { broadcastId: string; startedAt: Date; input: SceneInput };

function describeMessage(recipient: RecipientEvent, sent: Sent): Pick<GenericEvent, "type" | "data"> {
  const { type, to } = recipient;
  const isFromClient = type === "message.received" || type === "message.opted_out";
  return {
    type,
    data: {
      broadcastId: sent.broadcastId,
      messageId: `brm_${randomUUID()}`,
      from: isFromClient ? to : sent.input.to,
      to: isFromClient ? sent.input.to : to,
      text: recipient.text ?? sent.input.text,
      sentAt: sent.startedAt.toISOString(),
      ...(recipient.media ? { media: recipient.media } : {}),
      ...(type === "message.delivered" ? { status: "delivered" } : {}),
      ...(type === "message.failed"
        ? { status: "failed", errorCode: "30006", errorMessage: "Landline or unreachable carrier" }
        : {}),
    },
  };
}
