import "server-only";
import type { AnyEventData, EventData } from "../event-data";
import type { OutgoingEventType } from "../event-types.schema";
import { deskUrl } from "./desk-url";

const ID = "00000000-0000-4000-8000-000000000000";
const AT = "2026-11-20T17:30:00.000Z";
/** A number that is kept for fiction (NANPA 555-01XX). */
const PHONE = "+16025550123";

/** Made-up data with exactly the keys of real events, so that a receiver can learn the shape. */
export function sampleEvent(type: OutgoingEventType): AnyEventData {
  return samples()[type];
}

function samples(): EventData {
  const call = sampleCall();
  const message = sampleMessage();
  return {
    "lead.created": { lead: sampleLead() },
    "contact.created": { contact: sampleContact() },
    "contact.opted_out": {
      optOut: {
        id: ID,
        phone: PHONE,
        channel: "sms",
        source: "sms",
        occurredAt: AT,
        contactId: ID,
        url: deskUrl(`/desk/contacts/${ID}`),
      },
    },
    "case.created": { case: sampleCase() },
    "case.detail_accepted": {
      detail: {
        id: ID,
        caseId: ID,
        caseNumber: 1042,
        field: "address",
        callId: ID,
        acceptedAt: AT,
        url: deskUrl(`/desk/cases/${ID}`),
      },
    },
    "call.scheduled": {
      call: { ...call, state: "scheduled", outcome: null, startedAt: null, endedAt: null, durationSeconds: null },
    },
    "call.ended": { call },
    "message.received": { message },
    "message.failed": {
      message: { ...message, direction: "outbound", state: "failed", failureCode: "unreachable" },
    },
    "credits.low": {
      credits: { balance: 48, held: 2, threshold: 50, lowSince: AT, url: deskUrl("/settings/credits") },
    },
  };
}

function sampleLead(): EventData["lead.created"]["lead"] {
  return {
    id: ID,
    firstName: "Jane",
    lastName: "Sample",
    email: "jane@example.com",
    phone: PHONE,
    preferredLanguage: "en",
    source: "web_form",
    practiceArea: "auto_accident",
    status: "new",
    receivedAt: AT,
    url: deskUrl(`/desk/leads/${ID}`),
  };
}

function sampleContact(): EventData["contact.created"]["contact"] {
  return {
    id: ID,
    firstName: "Jane",
    lastName: "Sample",
    email: "jane@example.com",
    phone: PHONE,
    preferredLanguage: "en",
    addressState: "AZ",
    createdAt: AT,
    url: deskUrl(`/desk/contacts/${ID}`),
  };
}

function sampleCase(): EventData["case.created"]["case"] {
  return {
    id: ID,
    number: 1042,
    title: "Sample v. Example Insurance",
    practiceArea: "auto_accident",
    stage: "intake",
    contactId: ID,
    openedOn: "2026-11-20",
    url: deskUrl(`/desk/cases/${ID}`),
  };
}

function sampleCall(): EventData["call.ended"]["call"] {
  return {
    id: ID,
    direction: "outbound",
    purpose: "case_information",
    language: "en",
    phone: PHONE,
    state: "ended",
    outcome: "answered_completed",
    isSimulated: false,
    caseId: ID,
    contactId: ID,
    leadId: null,
    scheduledFor: AT,
    startedAt: AT,
    endedAt: "2026-11-20T17:34:12.000Z",
    durationSeconds: 252,
    url: deskUrl(`/desk/calls/${ID}`),
  };
}

function sampleMessage(): EventData["message.received"]["message"] {
  return {
    id: ID,
    channel: "sms",
    direction: "inbound",
    phone: PHONE,
    state: "received",
    failureCode: null,
    contactId: ID,
    sentAt: AT,
    url: deskUrl(`/desk/contacts/${ID}`),
  };
}
