import { randomInt } from "node:crypto";
import type { SceneInput } from "@/simulators/senders/sender";
import { alowareContact } from "./aloware-contact";
import { writeAlowareTime } from "./aloware-time";

/** Codes of providers-voice C.2. */
export const DIRECTION = { inbound: 1, outbound: 2 } as const;
export const COMMUNICATION = { call: 1, sms: 2 } as const;
export const STATUS = { initiated: 1, ringing: 2, closed: 9, failedSms: 19 } as const;
export const DISPOSITION = { open: 1, missed: 3, completed: 4, failed: 5, invalidSms: 7 } as const;

export type Communication = {
  id: number;
  type: number;
  direction: number;
  /** The text of an SMS; null for a call. */
  text: string | null;
  createdAt: Date;
  updatedAt: Date;
  status: number;
  disposition: number;
  /** Null until somebody of the firm has taken the call. */
  userId: number | null;
  talkSeconds: number;
  waitSeconds: number;
};

const LINE_ID = 63_949;

/** A new id of the one space that calls and messages share. */
export function newCommunicationId(): number {
  return randomInt(940_000_000, 999_999_999);
}

/**
 * The `body` of a communication's event, names and codes as captured (providers-voice C.2). The worded states and the
 * recording are absent here, not null: they come with `closedBody`.
 */
export function communicationBody(input: SceneInput, communication: Communication): Record<string, unknown> {
  const contact = alowareContact(input);
  return {
    id: communication.id,
    type: communication.type,
    direction: communication.direction,
    body: communication.text,
    created_at: writeAlowareTime(communication.createdAt),
    updated_at: writeAlowareTime(communication.updatedAt),
    contact_id: contact.id,
    campaign_id: LINE_ID,
    lead_number: input.from,
    incoming_number: input.to,
    current_status2: communication.status,
    disposition_status2: communication.disposition,
    user_id: communication.userId,
    owner_id: -1,
    talk_time: communication.talkSeconds,
    wait_time: communication.waitSeconds,
    duration: communication.talkSeconds + communication.waitSeconds,
    has_recording: false,
    contact,
  };
}

type Closing = {
  status: string;
  disposition: string;
  recordingUrl: string | null;
  /** What the agent chose from the account's own list; it need not fit what happened. */
  chosen: string | null;
};

/** The same of a communication that is over: with the worded states, and the link that needs no key. */
export function closedBody(body: Record<string, unknown>, closing: Closing): Record<string, unknown> {
  return {
    ...body,
    current_status: closing.status,
    disposition_status: closing.disposition,
    call_disposition: closing.chosen,
    has_recording: closing.recordingUrl !== null,
    direct_recording_url: closing.recordingUrl,
  };
}
