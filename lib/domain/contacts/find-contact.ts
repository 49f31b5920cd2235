import "server-only";
import { asc, desc, eq, inArray } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import { cases } from "@/db/schema/cases";
import { consents } from "@/db/schema/consents";
import { contactEmails } from "@/db/schema/contact-emails";
import { contactPhones } from "@/db/schema/contact-phones";
import { contacts } from "@/db/schema/contacts";
import { optoutRegistry } from "@/db/schema/optout-registry";
import type { TenantTx } from "@/db/tenant";

export type ContactRecord = {
  id: string;
  firstName: string;
  lastName: string;
  preferredLanguage: "en" | "es";
  declaredTimeZone: string | null;
  addressState: string | null;
  notes: string | null;
  createdAt: Date;
  phones: { id: string; e164: string; label: string; isPrimary: boolean; optedOutChannels: string[] }[];
  emails: { email: string; isPrimary: boolean }[];
  cases: { id: string; caseNumber: number; title: string; stage: string }[];
  consents: {
    id: string;
    e164: string;
    channel: string;
    purpose: string;
    level: string;
    capturedAt: Date;
    revokedAt: Date | null;
  }[];
  calls: { id: string; direction: string; state: string; outcome: string | null; purpose: string; createdAt: Date }[];
};

/** A contact with all that its page shows, or null when the firm has none with this id. */
export async function findContact(tx: TenantTx, contactId: string): Promise<ContactRecord | null> {
  const [row] = await tx
    .select({
      id: contacts.id,
      firstName: contacts.firstName,
      lastName: contacts.lastName,
      preferredLanguage: contacts.preferredLanguage,
      declaredTimeZone: contacts.declaredTimeZone,
      addressState: contacts.addressState,
      notes: contacts.notes,
      createdAt: contacts.createdAt,
    })
    .from(contacts)
    .where(eq(contacts.id, contactId));
  if (!row) return null;
  return {
    ...row,
    phones: await listPhones(tx, contactId),
    emails: await tx
      .select({ email: contactEmails.email, isPrimary: contactEmails.isPrimary })
      .from(contactEmails)
      .where(eq(contactEmails.contactId, contactId))
      .orderBy(desc(contactEmails.isPrimary), asc(contactEmails.createdAt))
      .limit(20),
    cases: await tx
      .select({ id: cases.id, caseNumber: cases.caseNumber, title: cases.title, stage: cases.stage })
      .from(cases)
      .where(eq(cases.clientContactId, contactId))
      .orderBy(desc(cases.updatedAt))
      .limit(50),
    consents: await listConsents(tx, contactId),
    calls: await listCalls(tx, contactId),
  };
}

async function listPhones(tx: TenantTx, contactId: string) {
  const phones = await tx
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
  if (phones.length === 0) return [];
  const optOuts = await tx
    .select({ e164: optoutRegistry.e164, channel: optoutRegistry.channel, state: optoutRegistry.state })
    .from(optoutRegistry)
    .where(
      inArray(
        optoutRegistry.e164,
        phones.map((phone) => phone.e164),
      ),
    );
  return phones.map((phone) => ({
    ...phone,
    optedOutChannels: optOuts
      .filter((row) => row.e164 === phone.e164 && row.state === "opted_out")
      .map((row) => row.channel),
  }));
}

function listConsents(tx: TenantTx, contactId: string) {
  return tx
    .select({
      id: consents.id,
      e164: consents.e164,
      channel: consents.channel,
      purpose: consents.purpose,
      level: consents.level,
      capturedAt: consents.capturedAt,
      revokedAt: consents.revokedAt,
    })
    .from(consents)
    .where(eq(consents.contactId, contactId))
    .orderBy(desc(consents.capturedAt))
    .limit(50);
}

function listCalls(tx: TenantTx, contactId: string) {
  return tx
    .select({
      id: callLogs.id,
      direction: callLogs.direction,
      state: callLogs.state,
      outcome: callLogs.outcome,
      purpose: callLogs.purpose,
      createdAt: callLogs.createdAt,
    })
    .from(callLogs)
    .where(eq(callLogs.contactId, contactId))
    .orderBy(desc(callLogs.createdAt))
    .limit(30);
}
