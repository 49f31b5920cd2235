import "server-only";
import type { OPTOUT_CHANNELS } from "@/db/schema/optout-events";
import type { MessageChannel, MessageState } from "@/lib/domain/messages/message-input";
import type { JsonValue } from "@/lib/webhooks/parse-strict-json";
import { readContact } from "./webhook-contact";
import { readMessage } from "./webhook-message";
import { type GhlBody, ghlBody } from "./webhook-schema";

type OptOutChannel = (typeof OPTOUT_CHANNELS)[number];

/** `isBlocked` false: HighLevel took the marks off. */
export type GhlMark = { channel: OptOutChannel; isBlocked: boolean; words: string | null };

export type GhlFact =
  | {
      kind: "message";
      id: string;
      channel: MessageChannel;
      direction: "inbound" | "outbound";
      /** The person's number, where the event tells it, and HighLevel's id of them. */
      phone: string | null;
      contactId: string | null;
      line: string | null;
      body: string;
      mediaCount: number;
      state: MessageState;
      failureCode: string | null;
      failureReason: string | null;
      sentAtMs: number;
    }
  | {
      kind: "contact";
      id: string;
      phone: string | null;
      name: string | null;
      marks: GhlMark[];
      /** The event is about the marks themselves; else they only stand in it. */
      areMarksChanged: boolean;
      statedAtMs: number;
    }
  | { kind: "installation"; isInstalled: boolean }
  | {
      kind: "note";
      subjectType: "call" | "lead" | "contact";
      detail: Record<string, string | number | null>;
    };

export type GhlEvent = {
  type: string;
  webhookId: string | null;
  appId: string | null;
  companyId: string | null;
  companyName: string | null;
  /** Null when the body names none, and when it names two. */
  locationId: string | null;
  sentAtMs: number | null;
  facts: GhlFact[];
};

/** Reads an event of HighLevel; null when it is none. Works on what is stored of it as well. */
export function decodeGhlEvent(json: JsonValue): GhlEvent | null {
  const parsed = ghlBody.safeParse(json);
  if (!parsed.success) return null;
  const body = parsed.data;
  const type = typeOf(body);
  const sentAtMs = Date.parse(body.timestamp ?? "");
  return {
    type,
    webhookId: body.webhookId ?? null,
    appId: body.appId ?? null,
    companyId: body.companyId ?? null,
    companyName: body.companyName ?? null,
    locationId: locationOf(body),
    sentAtMs: Number.isNaN(sentAtMs) ? null : sentAtMs,
    facts: readFacts(type, body),
  };
}

/** A conversation provider's message has the channel where others have their name; a workflow's document has neither. */
function typeOf({ type, workflow, messageId, message }: GhlBody): string {
  if (type === undefined || type === "") return workflow ? "workflow" : "unknown";
  const isProviders = (type === "SMS" || type === "Email") && messageId !== undefined && message !== undefined;
  return isProviders ? "ProviderOutboundMessage" : type;
}

/** Every place that names the location must name the same: otherwise it would be the sender's choice which one is looked at. */
function locationOf({ locationId, location, appointment }: GhlBody): string | null {
  const named = new Set([locationId, location?.id, appointment?.locationId].filter((id) => id !== undefined));
  const [only = null] = named;
  return named.size === 1 ? only : null;
}

function readFacts(type: string, body: GhlBody): GhlFact[] {
  switch (type) {
    case "INSTALL":
      return [{ kind: "installation", isInstalled: true }];
    case "UNINSTALL":
      return [{ kind: "installation", isInstalled: false }];
    case "InboundMessage":
    case "OutboundMessage":
    case "ProviderOutboundMessage":
      return readMessage(type, body);
    case "ContactCreate":
    case "ContactUpdate":
    case "ContactTagUpdate":
    case "ContactDndUpdate":
    case "ContactDelete":
    case "workflow":
      return readContact(type, body);
  }
  if (/^Opportunity[A-Z]/.test(type)) return readOpportunity(body);
  return /^Appointment[A-Z]/.test(type) ? readAppointment(body) : [];
}

function readOpportunity(body: GhlBody): GhlFact[] {
  const { id = null, contactId = null, pipelineId = null, pipelineStageId = null, status = null } = body;
  const detail = { recordId: id, contactId, pipelineId, pipelineStageId, status };
  return [{ kind: "note", subjectType: "lead", detail }];
}

function readAppointment({ appointment, id, contactId }: GhlBody): GhlFact[] {
  const detail = {
    recordId: appointment?.id ?? id ?? null,
    contactId: appointment?.contactId ?? contactId ?? null,
    calendarId: appointment?.calendarId ?? null,
    status: appointment?.appointmentStatus ?? null,
  };
  return [{ kind: "note", subjectType: "contact", detail }];
}
