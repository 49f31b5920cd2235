import "server-only";
import type { MessageState } from "@/lib/domain/messages/message-input";
import type { JsonValue } from "@/lib/webhooks/parse-strict-json";
import { TEST_EVENT_TYPE } from "@/lib/webhooks/provider";
import { type AlowareBody, type AlowareContact, alowareEnvelope } from "./webhook-schema";

/** A contact's mark of not to be written to or called. `isChange` says that the event is about the mark itself. */
export type AlowareMark = { channel: "all" | "sms"; isBlocked: boolean; isChange: boolean };

export type AlowareFact =
  | {
      kind: "message";
      id: string;
      direction: "inbound" | "outbound";
      client: string;
      line: string | null;
      senderName: string | null;
      body: string;
      mediaCount: number;
      state: MessageState;
      failureCode: string | null;
      sentAtMs: number;
    }
  | {
      kind: "call";
      id: string;
      stage: "initiated" | "closed" | "recording" | "voicemail" | "summary" | "appointment";
      direction: "inbound" | "outbound" | null;
      client: string | null;
      disposition: string | null;
      talkSeconds: number | null;
    }
  | { kind: "marks"; phone: string; marks: AlowareMark[]; atMs: number };

export type AlowareEvent = {
  /** As Aloware names it, which it does not always do rightly. */
  type: string;
  /** What the event is about, so that the same fact in other bytes is one; null where its bytes have to tell. */
  identity: string | null;
  isText: boolean;
  facts: AlowareFact[];
};

const CALL = 1;
const TEXT = 2;
const CLOSED = 9;
const FAILED_TEXT = 19;
const MAX_MEDIA = 10;
const DISPOSITIONS: Partial<Record<number, string>> = {
  3: "missed",
  4: "completed",
  5: "failed",
  7: "invalid",
  11: "appointment",
};

/** Reads a webhook of Aloware by its fields, not by its name; null when it is none. Works on what is stored of it as well. */
export function decodeAlowareEvent(json: JsonValue): AlowareEvent | null {
  const envelope = alowareEnvelope.safeParse(json);
  if (!envelope.success) return null;
  const { event, body, test_payload: isTest } = envelope.data;
  const type = event || (isTest ? "test_payload" : "unknown");
  const known = { type, isText: body?.type === TEXT };
  if (type === TEST_EVENT_TYPE || !body) return { ...known, identity: body?.id ? `test:${body.id}` : null, facts: [] };
  return { ...known, ...readBody(type, body) };
}

type Told = Pick<AlowareEvent, "identity" | "facts">;

function readBody(name: string, body: AlowareBody): Told {
  const communicationId = body.id ?? body.communication?.id;
  const isAppointment = body.disposition_status2 === 11 || /appointment/i.test(name);
  if (communicationId && isAppointment) return readAppointment(communicationId, body);
  if (body.id && body.type === TEXT) return readText(body.id, body);
  if (body.id && body.type === CALL) return readCall(name, { ...body, id: body.id });
  if (body.communication?.id) return readTranscription(name, body.communication.id, body);
  if (/^contact/i.test(name)) return readContact(name, body);
  return { identity: null, facts: [] };
}

function readText(id: string, body: AlowareBody): Told {
  const { direction: code, current_status2: status, disposition_status2: disposition } = body;
  const direction = directionOf(code);
  const client = body.lead_number || body.contact?.phone_number;
  const identity = `sms:${id}:${code ?? ""}:${status ?? ""}:${disposition ?? ""}`;
  if (direction === null || !client) return { identity, facts: [] };
  const isFailed = status === FAILED_TEXT || disposition === 5 || disposition === 7;
  const message: AlowareFact = {
    kind: "message",
    id,
    direction,
    client,
    line: body.incoming_number || null,
    senderName: direction === "inbound" ? nameOf(body.contact) : null,
    body: body.body ?? "",
    mediaCount: countFiles(body, direction),
    state: isFailed ? "failed" : "sent",
    failureCode: isFailed ? (DISPOSITIONS[disposition ?? 5] ?? "failed") : null,
    sentAtMs: readTime(body.created_at),
  };
  return { identity, facts: [...carriedMarks(body, direction), message] };
}

/** A client's text without words has a file, whether or not the event says so. */
function countFiles({ attachments, body }: AlowareBody, direction: "inbound" | "outbound"): number {
  const told = Math.min(attachments?.length ?? 0, MAX_MEDIA);
  return told === 0 && direction === "inbound" && !body?.trim() ? 1 : told;
}

/** `Call-Disposed` repeats what the disposition said, so both are the call's one end; a label that is chosen later is news. */
function readCall(name: string, body: AlowareBody & { id: string }): Told {
  const { id, current_status2: status, disposition_status2: disposition, call_disposition: label } = body;
  const isClosed = status === CLOSED || [3, 4, 5].includes(disposition ?? 0);
  const stage = /^recording/i.test(name)
    ? "recording"
    : /^voicemail/i.test(name)
      ? "voicemail"
      : isClosed
        ? "closed"
        : "initiated";
  const call = callFact(id, stage, body);
  return {
    identity: `call:${id}:${stage}:${status ?? ""}:${disposition ?? ""}:${label ?? ""}`,
    facts: [...carriedMarks(body, null), call],
  };
}

function readAppointment(id: string, body: AlowareBody): Told {
  const identity = body.updated_at ? `appointment:${id}:${body.updated_at}` : null;
  return { identity, facts: [callFact(id, "appointment", body)] };
}

/** What a search index is told (`transcription.open_search.saved`) is plumbing. */
function readTranscription(name: string, id: string, body: AlowareBody): Told {
  const transcriptionId = body.transcription?.transcription_id ?? body.transcription?.id;
  const identity = transcriptionId ? `call:${id}:${name}:${transcriptionId}` : null;
  return { identity, facts: /summar/i.test(name) ? [callFact(id, "summary", body)] : [] };
}

function readContact(name: string, body: AlowareBody): Told {
  const { id, phone_number: phone, is_dnc: isDnc, is_opted_out: isOptedOut, updated_at: updatedAt } = body;
  const isChange = /dnc|opt/i.test(name);
  const identity = id && updatedAt ? `contact:${id}:${isDnc}:${isOptedOut}:${isChange}:${updatedAt}` : null;
  const marks = marksOf(body, isChange);
  const facts: AlowareFact[] = phone && marks.length > 0 ? [{ kind: "marks", phone, marks, atMs: timeOf(body) }] : [];
  return { identity, facts };
}

/** The contact's marks as a call or a text brings them along; what a client writes says itself whether it is a stop. */
function carriedMarks(body: AlowareBody, direction: "inbound" | "outbound" | null): AlowareFact[] {
  const phone = body.contact?.phone_number || body.lead_number;
  if (!body.contact || !phone) return [];
  const marks = marksOf(body.contact, false).filter(({ channel }) => channel === "all" || direction !== "inbound");
  return marks.length > 0 ? [{ kind: "marks", phone, marks, atMs: timeOf(body) }] : [];
}

function marksOf({ is_dnc: isDnc, is_opted_out: isOptedOut }: AlowareContact, isChange: boolean): AlowareMark[] {
  const marks: AlowareMark[] = [];
  if (isDnc || (isChange && isDnc === false)) marks.push({ channel: "all", isBlocked: isDnc, isChange });
  if (isOptedOut) marks.push({ channel: "sms", isBlocked: true, isChange });
  return marks;
}

function callFact(id: string, stage: Extract<AlowareFact, { kind: "call" }>["stage"], body: AlowareBody): AlowareFact {
  const { disposition_status2: disposition } = body;
  return {
    kind: "call",
    id,
    stage,
    direction: directionOf(body.direction),
    client: body.lead_number || body.contact?.phone_number || null,
    disposition: disposition === undefined ? null : (DISPOSITIONS[disposition] ?? null),
    talkSeconds: body.talk_time ?? null,
  };
}

function directionOf(code: number | undefined): "inbound" | "outbound" | null {
  return code === 1 ? "inbound" : code === 2 ? "outbound" : null;
}

function nameOf(contact: AlowareContact | undefined): string | null {
  return [contact?.first_name, contact?.last_name].filter(Boolean).join(" ").trim() || null;
}

function timeOf(body: AlowareBody): number {
  return readTime(body.updated_at ?? body.created_at);
}

/** Milliseconds of `YYYY-MM-DD HH:MM:SS` in UTC; NaN for anything that is no time. */
function readTime(text: string | undefined): number {
  const isBare = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text ?? "");
  return Date.parse(isBare ? `${text?.replace(" ", "T")}Z` : (text ?? ""));
}
