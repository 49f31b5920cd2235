import "server-only";
import { and, eq } from "drizzle-orm";
import { callLogs, type TranscriptTurn } from "@/db/schema/call-logs";
import { cases } from "@/db/schema/cases";
import { contacts } from "@/db/schema/contacts";
import { leads } from "@/db/schema/leads";
import { memberships } from "@/db/schema/memberships";
import type { TenantTx } from "@/db/tenant";
import { type DecisionRecord, findDecision } from "@/lib/domain/contact-gate/find-decision";
import type { CallState } from "./call-state-rank";

type CallLog = typeof callLogs.$inferSelect;

/** Everything that a call's page shows. Money in US dollars, durations in seconds. */
export type CallRecord = {
  id: string;
  direction: CallLog["direction"];
  purpose: CallLog["purpose"];
  language: "en" | "es";
  state: CallState;
  dialState: CallLog["dialState"];
  /** A CallOutcome and a CallFailure, with their texts in the namespace `outcomes`. */
  outcome: string | null;
  failureCode: string | null;
  endedReason: string | null;
  isSimulated: boolean;
  clientNumber: string;
  case: { id: string; caseNumber: number; title: string } | null;
  contact: { id: string; firstName: string; lastName: string } | null;
  lead: { id: string; firstName: string; lastName: string } | null;
  createdByName: string | null;
  scheduledFor: Date;
  dialAttemptedAt: Date | null;
  answeredAt: Date | null;
  startedAt: Date | null;
  endedAt: Date | null;
  reportedAt: Date | null;
  durationSeconds: number | null;
  costUsd: number | null;
  summary: string | null;
  transcript: TranscriptTurn[];
  structuredData: Record<string, unknown> | null;
  recordingConsent: { type: string; grantedAt: string } | null;
  payloadHash: string | null;
  /** The gate's answer when the call was confirmed, and when it was dialled. */
  decision: DecisionRecord | null;
  dialDecision: DecisionRecord | null;
  revision: number;
  createdAt: Date;
};

/** A call, or null when there is none that this person may see. */
export async function findCall(tx: TenantTx, callId: string): Promise<CallRecord | null> {
  const [row] = await tx
    .select({ call: callLogs, ownCase: cases, contact: contacts, lead: leads, author: memberships })
    .from(callLogs)
    .leftJoin(cases, and(eq(cases.tenantId, callLogs.tenantId), eq(cases.id, callLogs.caseId)))
    .leftJoin(contacts, and(eq(contacts.tenantId, callLogs.tenantId), eq(contacts.id, callLogs.contactId)))
    .leftJoin(leads, and(eq(leads.tenantId, callLogs.tenantId), eq(leads.id, callLogs.leadId)))
    .leftJoin(
      memberships,
      and(eq(memberships.tenantId, callLogs.tenantId), eq(memberships.userId, callLogs.createdByUserId)),
    )
    .where(eq(callLogs.id, callId));
  if (!row) return null;
  const { call, ownCase, contact, lead, author } = row;
  return {
    ...plainFields(call),
    case: ownCase && { id: ownCase.id, caseNumber: ownCase.caseNumber, title: ownCase.title },
    contact: contact && { id: contact.id, firstName: contact.firstName, lastName: contact.lastName },
    lead: lead && { id: lead.id, firstName: lead.firstName, lastName: lead.lastName },
    createdByName: author && ([author.firstName, author.lastName].filter(Boolean).join(" ") || author.userId),
    decision: call.gateDecisionId === null ? null : await findDecision(tx, call.gateDecisionId),
    dialDecision: call.dialDecisionId === null ? null : await findDecision(tx, call.dialDecisionId),
  };
}

function plainFields(call: CallLog) {
  return {
    id: call.id,
    direction: call.direction,
    purpose: call.purpose,
    language: call.language,
    state: call.state,
    dialState: call.dialState,
    outcome: call.outcome,
    failureCode: call.failureCode,
    endedReason: call.endedReason,
    isSimulated: call.isSimulated,
    clientNumber: call.clientNumber,
    scheduledFor: call.scheduledFor,
    dialAttemptedAt: call.dialAttemptedAt,
    answeredAt: call.answeredAt,
    startedAt: call.startedAt,
    endedAt: call.endedAt,
    reportedAt: call.reportedAt,
    durationSeconds: call.durationSeconds,
    costUsd: call.costUsd === null ? null : Number(call.costUsd),
    summary: call.summary,
    transcript: call.transcript,
    structuredData: call.structuredData,
    recordingConsent: call.recordingConsent,
    payloadHash: call.payloadHash,
    revision: call.revision,
    createdAt: call.createdAt,
  };
}
