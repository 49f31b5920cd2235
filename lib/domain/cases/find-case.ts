import "server-only";
import { and, asc, desc, eq } from "drizzle-orm";
import { caseDetails } from "@/db/schema/case-details";
import { caseMembers } from "@/db/schema/case-members";
import { caseNotes } from "@/db/schema/case-notes";
import { caseParties } from "@/db/schema/case-parties";
import { cases } from "@/db/schema/cases";
import { contactEmails } from "@/db/schema/contact-emails";
import { contactPhones } from "@/db/schema/contact-phones";
import { contacts } from "@/db/schema/contacts";
import { memberships } from "@/db/schema/memberships";
import type { TenantTx } from "@/db/tenant";
import type { CASE_STAGE_CODES } from "./cases.schema";

export type KnownDetail = {
  field: string;
  value: string;
  source: "staff" | "call" | "import";
  sourceCallId: string | null;
  transcriptSecond: number | null;
  acceptedByName: string | null;
  acceptedAt: Date;
};

export type CaseRecord = {
  id: string;
  caseNumber: number;
  title: string;
  practiceArea: string;
  stage: (typeof CASE_STAGE_CODES)[number];
  isRestricted: boolean;
  memberUserIds: string[];
  openedOn: string;
  updatedAt: Date;
  responsibleName: string | null;
  client: {
    id: string;
    firstName: string;
    lastName: string;
    preferredLanguage: "en" | "es";
    declaredTimeZone: string | null;
    addressState: string | null;
    phones: { id: string; e164: string; label: string; isPrimary: boolean }[];
    emails: { email: string; isPrimary: boolean }[];
  };
  parties: { id: string; name: string; role: string; contactId: string | null }[];
  details: KnownDetail[];
  notes: { id: string; body: string; authorName: string | null; createdAt: Date }[];
};

/** A case with all that its page shows, or null when there is none that this person may see. */
export async function findCase(tx: TenantTx, caseId: string): Promise<CaseRecord | null> {
  const [row] = await tx
    .select({ record: cases, client: contacts, responsible: memberships })
    .from(cases)
    .innerJoin(contacts, and(eq(contacts.tenantId, cases.tenantId), eq(contacts.id, cases.clientContactId)))
    .leftJoin(
      memberships,
      and(eq(memberships.tenantId, cases.tenantId), eq(memberships.userId, cases.responsibleUserId)),
    )
    .where(eq(cases.id, caseId));
  if (!row) return null;
  const { record, client } = row;
  return {
    id: record.id,
    caseNumber: record.caseNumber,
    title: record.title,
    practiceArea: record.practiceArea,
    stage: record.stage,
    isRestricted: record.isRestricted,
    memberUserIds: await listMembers(tx, caseId),
    openedOn: record.openedOn,
    updatedAt: record.updatedAt,
    responsibleName: row.responsible ? nameOf(row.responsible) : null,
    client: {
      id: client.id,
      firstName: client.firstName,
      lastName: client.lastName,
      preferredLanguage: client.preferredLanguage,
      declaredTimeZone: client.declaredTimeZone,
      addressState: client.addressState,
      phones: await listPhones(tx, client.id),
      emails: await listEmails(tx, client.id),
    },
    parties: await listParties(tx, caseId),
    details: await listDetails(tx, caseId),
    notes: await listNotes(tx, caseId),
  };
}

async function listMembers(tx: TenantTx, caseId: string): Promise<string[]> {
  const rows = await tx
    .select({ userId: caseMembers.userId })
    .from(caseMembers)
    .where(eq(caseMembers.caseId, caseId))
    .limit(200);
  return rows.map((row) => row.userId);
}

function listPhones(tx: TenantTx, contactId: string) {
  return tx
    .select({
      id: contactPhones.id,
      e164: contactPhones.e164,
      label: contactPhones.label,
      isPrimary: contactPhones.isPrimary,
    })
    .from(contactPhones)
    .where(eq(contactPhones.contactId, contactId))
    .orderBy(desc(contactPhones.isPrimary), asc(contactPhones.createdAt))
    .limit(20);
}

function listEmails(tx: TenantTx, contactId: string) {
  return tx
    .select({ email: contactEmails.email, isPrimary: contactEmails.isPrimary })
    .from(contactEmails)
    .where(eq(contactEmails.contactId, contactId))
    .orderBy(desc(contactEmails.isPrimary), asc(contactEmails.createdAt))
    .limit(20);
}

function listParties(tx: TenantTx, caseId: string) {
  return tx
    .select({ id: caseParties.id, name: caseParties.name, role: caseParties.role, contactId: caseParties.contactId })
    .from(caseParties)
    .where(eq(caseParties.caseId, caseId))
    .orderBy(desc(eq(caseParties.role, "client")), asc(caseParties.name))
    .limit(100);
}

async function listDetails(tx: TenantTx, caseId: string): Promise<KnownDetail[]> {
  const rows = await tx
    .select({ detail: caseDetails, person: memberships })
    .from(caseDetails)
    .leftJoin(
      memberships,
      and(eq(memberships.tenantId, caseDetails.tenantId), eq(memberships.userId, caseDetails.acceptedByUserId)),
    )
    .where(eq(caseDetails.caseId, caseId))
    .limit(100);
  return rows.map(({ detail, person }) => ({
    field: detail.field,
    value: detail.value,
    source: detail.source,
    sourceCallId: detail.sourceCallId,
    transcriptSecond: detail.transcriptSecond,
    acceptedByName: person ? nameOf(person) : null,
    acceptedAt: detail.acceptedAt,
  }));
}

async function listNotes(tx: TenantTx, caseId: string) {
  const rows = await tx
    .select({ note: caseNotes, author: memberships })
    .from(caseNotes)
    .leftJoin(
      memberships,
      and(eq(memberships.tenantId, caseNotes.tenantId), eq(memberships.userId, caseNotes.authorUserId)),
    )
    .where(eq(caseNotes.caseId, caseId))
    .orderBy(desc(caseNotes.createdAt))
    .limit(100);
  return rows.map(({ note, author }) => ({
    id: note.id,
    body: note.body,
    authorName: author ? nameOf(author) : null,
    createdAt: note.createdAt,
  }));
}

function nameOf(person: { firstName: string | null; lastName: string | null; userId: string }): string {
  return [person.firstName, person.lastName].filter(Boolean).join(" ") || person.userId;
}
