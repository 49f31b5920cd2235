import type { PlannedDelivery, SceneInput } from "@/simulators/senders/sender";
import { fateOf } from "../senders/simulated-fate";
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

const AFTER_MS = 1_500;

/**
 * What Aloware tells of a text that the firm sent: one webhook when it is over, and nothing before (providers-voice C.2).
 * `from` of the input is the person, as in every scene.
 */
export function planSentText(input: SceneInput): PlannedDelivery[] {
  const fate = fateOf(input.from);
  if (fate.kind === "silent") return [];
  const isFailed = fate.kind === "failed";
  const event = `OutboundSMS-Disposition${isFailed ? "Invalid" : "Completed"}`;
  const createdAt = new Date();
  const open = communicationBody(input, {
    id: newCommunicationId(),
    type: COMMUNICATION.sms,
    direction: DIRECTION.outbound,
    text: input.text,
    createdAt,
    updatedAt: new Date(createdAt.getTime() + AFTER_MS),
    status: isFailed ? STATUS.failedSms : STATUS.closed,
    disposition: isFailed ? DISPOSITION.invalidSms : DISPOSITION.completed,
    userId: null,
    talkSeconds: 0,
    waitSeconds: 0,
  });
  const body = closedBody(open, {
    status: isFailed ? "failed" : "completed",
    disposition: isFailed ? "invalid" : "completed",
    chosen: null,
    recordingUrl: null,
  });
  return [planAlowareDelivery({ label: event, afterMs: AFTER_MS, content: { event, body } })];
}
