import "server-only";
import { and, desc, eq, gte, inArray, ne, or } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import { cases } from "@/db/schema/cases";
import { consents } from "@/db/schema/consents";
import { contacts } from "@/db/schema/contacts";
import { firms } from "@/db/schema/firms";
import { leads } from "@/db/schema/leads";
import { optoutRegistry } from "@/db/schema/optout-registry";
import type { TenantTx } from "@/db/tenant";
import { contactNow, realTimeOf } from "@/lib/core/contact-clock";
import { AppError } from "@/lib/core/errors";
import { DEFAULT_FREQUENCY } from "@/lib/domain/compliance/federal-policy";
import type {
  AttemptFact,
  ConsentFact,
  ContactKind,
  ContactPurpose,
  FirmFacts,
  GateFacts,
  OptOutFact,
  RecordingConsentFact,
} from "@/lib/domain/compliance/gate-facts";
import { locateCalledParty } from "@/lib/domain/phones/locate-called-party";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";
import { isStateCode } from "@/lib/domain/phones/us-states";

export type GateSubject = {
  contactId: string;
  e164: string;
  kind: ContactKind;
  purpose: ContactPurpose;
  /** The call being judged, when it exists already: it does not count as an earlier attempt. */
  callId?: string;
};

/**
 * Everything that the gate may know of a contact at `at` (on the contact clock), read in the caller's transaction.
 * @throws AppError `not_found` for a contact of another firm as for one that never was
 */
export async function loadGateFacts(tx: TenantTx, subject: GateSubject, at: Date): Promise<GateFacts> {
  const [contact] = await tx
    .select({ declaredTimeZone: contacts.declaredTimeZone, addressState: contacts.addressState })
    .from(contacts)
    .where(eq(contacts.id, subject.contactId));
  if (!contact) throw new AppError("not_found", "There is no such contact");
  const firm = await loadFirm(tx);
  const location = await locateCalledParty({
    e164: subject.e164,
    address: contact.addressState === null ? null : { state: contact.addressState, postalCode: null },
    declaredTimeZone: contact.declaredTimeZone,
  });
  const number = normalizePhone(subject.e164);
  const ledger = await loadConsents(tx, subject);
  return {
    ...location,
    kind: subject.kind,
    purpose: subject.purpose,
    number: number.ok ? { e164: number.e164, country: number.country, type: number.type } : null,
    optOuts: await loadOptOuts(tx, subject.e164),
    consents: ledger.consents,
    recentAttempts: await loadAttempts(tx, subject, at),
    firm: firm.facts,
    relationship: await loadRelationship(tx, subject),
    isRecordingRequested: firm.isRecordingRequested,
    recordingConsent: ledger.recording,
    legalHold: null,
  };
}

async function loadFirm(tx: TenantTx): Promise<{ facts: FirmFacts; isRecordingRequested: boolean }> {
  const [firm] = await tx
    .select({
      name: firms.name,
      callbackNumber: firms.callbackNumber,
      state: firms.state,
      timeZone: firms.timeZone,
      hours: firms.hours,
      holidays: firms.holidays,
      isRecordingEnabled: firms.isRecordingEnabled,
      suspendedAt: firms.suspendedAt,
      deletedAt: firms.deletedAt,
    })
    .from(firms)
    .limit(1);
  if (!firm) throw new AppError("not_found", "There is no such firm");
  return {
    facts: {
      registeredName: firm.name,
      callbackNumber: firm.callbackNumber,
      state: firm.state !== null && isStateCode(firm.state) ? firm.state : null,
      timeZone: firm.timeZone,
      hours: firm.hours,
      holidays: firm.holidays,
      isSuspended: firm.suspendedAt !== null || firm.deletedAt !== null,
      optOutReach: "all_automated",
    },
    isRecordingRequested: firm.isRecordingEnabled,
  };
}

async function loadOptOuts(tx: TenantTx, e164: string): Promise<OptOutFact[]> {
  const rows = await tx
    .select({
      id: optoutRegistry.id,
      channel: optoutRegistry.channel,
      state: optoutRegistry.state,
      effectiveAt: optoutRegistry.effectiveAt,
    })
    .from(optoutRegistry)
    .where(eq(optoutRegistry.e164, e164));
  return rows.map((row) => ({ ...row, scope: "all" }));
}

async function loadConsents(
  tx: TenantTx,
  subject: Pick<GateSubject, "contactId" | "e164">,
): Promise<{ consents: ConsentFact[]; recording: RecordingConsentFact }> {
  const rows = await tx
    .select({
      id: consents.id,
      channel: consents.channel,
      purpose: consents.purpose,
      level: consents.level,
      capturedAt: consents.capturedAt,
      revokedAt: consents.revokedAt,
    })
    .from(consents)
    .where(and(eq(consents.contactId, subject.contactId), eq(consents.e164, subject.e164)))
    .orderBy(desc(consents.capturedAt), desc(consents.id));
  const recording = rows.find((row) => row.channel === "recording");
  return {
    consents: rows.map((row) => ({ ...row, expiresAt: null })),
    recording: recording
      ? {
          status: recording.revokedAt ? "declined" : "granted",
          id: recording.id,
          at: recording.revokedAt ?? recording.capturedAt,
        }
      : { status: "unknown", id: null, at: null },
  };
}

/**
 * Automated calls of the firm to the number: dialled, possibly dialled, or reserved. One that the provider refused, or
 * that the gate blocked, never rang.
 */
async function loadAttempts(tx: TenantTx, subject: GateSubject, at: Date): Promise<AttemptFact[]> {
  const since = new Date(at.getTime() - DEFAULT_FREQUENCY.windowHours * 3_600_000);
  const reserved = and(
    eq(callLogs.state, "scheduled"),
    eq(callLogs.dialState, "waiting"),
    gte(callLogs.scheduledFor, since),
  );
  const dialled = and(
    gte(callLogs.dialAttemptedAt, realTimeOf(since)),
    inArray(callLogs.dialState, ["dialling", "placed", "unknown"]),
  );
  const rows = await tx
    .select({ id: callLogs.id, dialAttemptedAt: callLogs.dialAttemptedAt, scheduledFor: callLogs.scheduledFor })
    .from(callLogs)
    .where(
      and(
        eq(callLogs.clientNumber, subject.e164),
        eq(callLogs.direction, "outbound"),
        or(reserved, dialled),
        subject.callId === undefined ? undefined : ne(callLogs.id, subject.callId),
      ),
    );
  return rows.map((row) => ({
    id: row.id,
    at: row.dialAttemptedAt ? contactNow(row.dialAttemptedAt) : row.scheduledFor,
  }));
}

async function loadRelationship(
  tx: TenantTx,
  subject: Pick<GateSubject, "contactId" | "e164">,
): Promise<GateFacts["relationship"]> {
  const [ownCase] = await tx
    .select({ id: cases.id })
    .from(cases)
    .where(eq(cases.clientContactId, subject.contactId))
    .limit(1);
  if (ownCase) return "client";
  const [ownLead] = await tx
    .select({ id: leads.id })
    .from(leads)
    .where(
      and(
        or(eq(leads.contactId, subject.contactId), eq(leads.phone, subject.e164)),
        inArray(leads.source, ["inbound_call", "web_form"]),
      ),
    )
    .limit(1);
  return ownLead ? "initiated_contact" : "none";
}
