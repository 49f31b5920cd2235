import "server-only";
import type { TenantTx } from "@/db/tenant";
import type { AnyEventData } from "../event-data";
import type { OutgoingEventType } from "../event-types.schema";
import { describeCall } from "./describe-call";
import { describeCase } from "./describe-case";
import { describeContact } from "./describe-contact";
import { describeCredits } from "./describe-credits";
import { describeDetail } from "./describe-detail";
import { describeLead } from "./describe-lead";
import { describeMessage } from "./describe-message";
import { describeOptOut } from "./describe-opt-out";

/** What happened, and to which row: a lead, a contact, an opt-out event, a case, a proposal, a call, a message, or the firm. */
export type OutgoingEvent = { type: OutgoingEventType; subjectId: string };

/** The event's object as the firm's rows are now; null when there is nothing that may leave. */
export function describeSubject(tx: TenantTx, { type, subjectId }: OutgoingEvent): Promise<AnyEventData | null> {
  switch (type) {
    case "lead.created":
      return describeLead(tx, subjectId);
    case "contact.created":
      return describeContact(tx, subjectId);
    case "contact.opted_out":
      return describeOptOut(tx, subjectId);
    case "case.created":
      return describeCase(tx, subjectId);
    case "case.detail_accepted":
      return describeDetail(tx, subjectId);
    case "call.scheduled":
    case "call.ended":
      return describeCall(tx, subjectId);
    case "message.received":
    case "message.failed":
      return describeMessage(tx, subjectId);
    case "credits.low":
      return describeCredits(tx);
  }
}
