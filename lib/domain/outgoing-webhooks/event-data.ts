import "server-only";
import type { OutgoingEventType } from "./event-types.schema";

// What stands in an event beside its envelope. Every key is always there, null when unknown. Ids, codes, names and
// numbers that a CRM files by; never what a client said or wrote, a case's values, notes, or a transcript.

type LeadData = {
  id: string;
  firstName: string;
  lastName: string;
  email: string | null;
  phone: string | null;
  preferredLanguage: "en" | "es";
  source: string;
  practiceArea: string | null;
  status: string;
  receivedAt: string;
  url: string;
};

type ContactData = {
  id: string;
  firstName: string;
  lastName: string;
  email: string | null;
  phone: string | null;
  preferredLanguage: "en" | "es";
  addressState: string | null;
  createdAt: string;
  url: string;
};

type OptOutData = {
  id: string;
  phone: string;
  channel: string;
  source: string;
  occurredAt: string;
  /** The one contact with this number; null when there is none or more than one. */
  contactId: string | null;
  url: string | null;
};

type CaseData = {
  id: string;
  number: number;
  title: string;
  practiceArea: string;
  stage: string;
  contactId: string;
  openedOn: string;
  url: string;
};

type DetailData = {
  id: string;
  caseId: string;
  caseNumber: number;
  /** Which detail; its value stays on the desk. */
  field: string;
  callId: string;
  acceptedAt: string | null;
  url: string;
};

type CallData = {
  id: string;
  direction: "inbound" | "outbound";
  purpose: string;
  language: "en" | "es";
  phone: string | null;
  state: string;
  outcome: string | null;
  isSimulated: boolean;
  caseId: string | null;
  contactId: string | null;
  leadId: string | null;
  scheduledFor: string;
  startedAt: string | null;
  endedAt: string | null;
  durationSeconds: number | null;
  url: string;
};

type MessageData = {
  id: string;
  channel: string;
  direction: "inbound" | "outbound";
  phone: string;
  state: string;
  failureCode: string | null;
  contactId: string | null;
  sentAt: string;
  url: string | null;
};

type CreditsData = {
  /** What may be spent, and what is set aside for what is under way. */
  balance: number;
  held: number;
  threshold: number;
  lowSince: string;
  url: string;
};

/** The one object of each type of event, under its name. */
export type EventData = {
  "lead.created": { lead: LeadData };
  "contact.created": { contact: ContactData };
  "contact.opted_out": { optOut: OptOutData };
  "case.created": { case: CaseData };
  "case.detail_accepted": { detail: DetailData };
  "call.scheduled": { call: CallData };
  "call.ended": { call: CallData };
  "message.received": { message: MessageData };
  "message.failed": { message: MessageData };
  "credits.low": { credits: CreditsData };
};

export type AnyEventData = EventData[OutgoingEventType];
