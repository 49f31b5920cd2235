import { randomUUID } from "node:crypto";
import type { PlannedDelivery, SceneInput } from "@/simulators/senders/sender";
import {
  COMMUNICATION,
  type Communication,
  closedBody,
  communicationBody,
  DIRECTION,
  DISPOSITION,
  newCommunicationId,
  STATUS,
} from "./communication-body";
import { planAlowareDelivery } from "./plan-aloware-delivery";
import { planTranscription } from "./plan-transcription";

const AGENT_ID = 123_260;

type Call = { opening: Communication; closing: Communication; direction: "Inbound" | "Outbound" };

/**
 * A call that the firm placed and that was answered: six webhooks, none of them while people speak. `Call-Disposed`
 * repeats the disposition under another name (providers-voice C.2; order as captured, waits shortened).
 */
export function planCompletedCall(input: SceneInput): PlannedDelivery[] {
  const call = newCall("Outbound", { disposition: DISPOSITION.completed, talkSeconds: 63, waitSeconds: 3 });
  const closed = closedBody(communicationBody(input, call.closing), {
    status: "completed",
    disposition: "completed",
    chosen: "No Answer",
    recordingUrl: `https://app.aloware.io/static/recording/${randomUUID()}`,
  });
  return [
    planOpening(input, call),
    plan("OutboundPhoneCall-DispositionCompleted", 1_200, closed),
    plan("Recording-Saved", 1_800, closed),
    plan("Call-Disposed", 2_600, closed),
    planTranscription({ input, communication: closed, event: "transcription.call.summarized", afterMs: 4_000 }),
    planTranscription({ input, communication: closed, event: "transcription.open_search.saved", afterMs: 4_020 }),
  ];
}

/** A call of the firm that came to nothing: two webhooks. */
export function planFailedCall(input: SceneInput): PlannedDelivery[] {
  const call = newCall("Outbound", { disposition: DISPOSITION.failed, talkSeconds: 0, waitSeconds: 30 });
  const closed = closedBody(communicationBody(input, call.closing), {
    status: "failed",
    disposition: "failed",
    chosen: null,
    recordingUrl: null,
  });
  return [planOpening(input, call), plan("OutboundPhoneCall-DispositionFailed", 1_200, closed)];
}

/** A client's call that nobody took: three webhooks. */
export function planMissedCall(input: SceneInput): PlannedDelivery[] {
  const call = newCall("Inbound", { disposition: DISPOSITION.missed, talkSeconds: 0, waitSeconds: 15 });
  const closed = closedBody(communicationBody(input, call.closing), {
    status: "completed",
    disposition: "missed",
    chosen: null,
    recordingUrl: null,
  });
  return [
    planOpening(input, call),
    plan("InboundPhoneCall-DispositionMissed", 1_200, closed),
    plan("Call-Disposed", 2_600, closed),
  ];
}

/** A finished call under the name of a text message, as was seen on the wire: only `type` and the states can be believed. */
export function planMisnamedCall(input: SceneInput): PlannedDelivery[] {
  const call = newCall("Outbound", { disposition: DISPOSITION.completed, talkSeconds: 8, waitSeconds: 25 });
  const closed = closedBody(communicationBody(input, call.closing), {
    status: "completed",
    disposition: "completed",
    chosen: null,
    recordingUrl: null,
  });
  return [plan("OutboundSMS-DispositionCompleted", 0, closed)];
}

function planOpening(input: SceneInput, call: Call): PlannedDelivery {
  return plan(`${call.direction}PhoneCall`, 0, communicationBody(input, call.opening));
}

function plan(event: string, afterMs: number, body: Record<string, unknown>): PlannedDelivery {
  return planAlowareDelivery({ label: event, afterMs, content: { event, body } });
}

type Course = { disposition: number; talkSeconds: number; waitSeconds: number };

// The call is over when the scene begins, as with the subscription's delay: its times never lie in the future.
function newCall(direction: Call["direction"], { disposition, talkSeconds, waitSeconds }: Course): Call {
  const endedAt = new Date();
  const createdAt = new Date(endedAt.getTime() - (talkSeconds + waitSeconds) * 1_000);
  const opening: Communication = {
    id: newCommunicationId(),
    type: COMMUNICATION.call,
    direction: direction === "Inbound" ? DIRECTION.inbound : DIRECTION.outbound,
    text: null,
    createdAt,
    updatedAt: createdAt,
    status: direction === "Inbound" ? STATUS.ringing : STATUS.initiated,
    disposition: DISPOSITION.open,
    userId: null,
    talkSeconds: 0,
    waitSeconds: 0,
  };
  const isTaken = disposition !== DISPOSITION.missed;
  return {
    direction,
    opening,
    closing: {
      ...opening,
      updatedAt: endedAt,
      status: STATUS.closed,
      disposition,
      userId: isTaken ? AGENT_ID : null,
      talkSeconds,
      waitSeconds,
    },
  };
}
