import type { PlannedDelivery, SceneInput } from "@/simulators/senders/sender";
import {
  COMMUNICATION,
  closedBody,
  communicationBody,
  DIRECTION,
  DISPOSITION,
  newCommunicationId,
  STATUS,
} from "./communication-body";
import { planAlowareDelivery } from "./plan-aloware-delivery";
import { writeNumbersAsText } from "./write-numbers-as-text";

/** A client's text message: one webhook. */
export function planInboundText(input: SceneInput, text: string): PlannedDelivery[] {
  return [planAlowareDelivery({ label: "Text message", afterMs: 0, content: writeInbound(input, text) })];
}

/** The same with every number spelled as text. */
export function planInboundTextSpelled(input: SceneInput): PlannedDelivery[] {
  const { event, body } = writeInbound(input, input.text);
  return [
    planAlowareDelivery({
      label: "Text message, numbers as text",
      afterMs: 0,
      content: { event, body: writeNumbersAsText(body) },
    }),
  ];
}

/** A text message of the firm that could not be delivered, after `202 Message sent.`. */
export function planInvalidText(input: SceneInput): PlannedDelivery[] {
  const event = "OutboundSMS-DispositionInvalid";
  const open = writeText(input, {
    direction: DIRECTION.outbound,
    status: STATUS.failedSms,
    disposition: DISPOSITION.invalidSms,
  });
  const body = closedBody(open, { status: "failed", disposition: "invalid", chosen: null, recordingUrl: null });
  return [planAlowareDelivery({ label: event, afterMs: 0, content: { event, body } })];
}

type Course = { direction: number; status: number; disposition: number };

function writeInbound(input: SceneInput, text: string): { event: string; body: Record<string, unknown> } {
  const course = { direction: DIRECTION.inbound, status: STATUS.closed, disposition: DISPOSITION.completed };
  return { event: "InboundSMS-DispositionCompleted", body: writeText({ ...input, text }, course) };
}

function writeText(input: SceneInput, { direction, status, disposition }: Course): Record<string, unknown> {
  const now = new Date();
  return communicationBody(input, {
    id: newCommunicationId(),
    type: COMMUNICATION.sms,
    direction,
    text: input.text,
    createdAt: now,
    updatedAt: now,
    status,
    disposition,
    userId: null,
    talkSeconds: 0,
    waitSeconds: 0,
  });
}
