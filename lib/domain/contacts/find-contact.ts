import "server-only";
import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import { type AnyPgColumn, alias } from "drizzle-orm/pg-core";
import { callLogs } from "@/db/schema/call-logs";
import { cases } from "@/db/schema/cases";
import { contactEmails } from "@/db/schema/contact-emails";
import { contactPhones } from "@/db/schema/contact-phones";
import { contacts } from "@/db/schema/contacts";
import { memberships } from "@/db/schema/memberships";
import { optoutRegistry } from "@/db/schema/optout-registry";
import type { TenantTx } from "@/db/tenant";
import { listCallsOf, type PersonCall } from "@/lib/domain/calls/list-calls-of";
import { type ConsentRow, listConsents } from "@/lib/domain/consents/list-consents";

export type ContactPhone = {
  id: string;
  e164: string;
  label: "mobile" | "home" | "work" | "other";
  isPrimary: boolean;
  /** Channels on which the person asked the firm to stop, with the time at which they did. */
  optOuts: { channel: (typeof optoutRegistry.$inferSelect)["channel"]; effectiveAt: Date }[];
};

export type ContactRecord = {
  id: string;
  firstName: string;
  lastName: string;
  preferredLanguage: "en" | "es";
  declaredTimeZone: string | null;
  addressState: string | null;
  notes: string | null;
  createdAt: Date;
  /** The legal hold on the person's records; null when there is none. */
  hold: { since: Date; by: string | null; reason: string; isBlocking: boolean } | null;
  /** The last hold that was released, with what it was for as long as no other stands; null when none was. */
  lastRelease: { at: Date; by: string | null; reason: string; holdReason: string | null } | null;
  phones: ContactPhone[];
  emails: { email: string; isPrimary: boolean }[];
  cases: { id: string; caseNumber: number; title: string; stage: (typeof cases.$inferSelect)["stage"] }[];
  consents: ConsentRow[];
  calls: PersonCall[];
};

/** A contact with all that its page shows, or null when the firm has none with this id. */
export async function findContact(tx: TenantTx, contactId: string): Promise<ContactRecord | null> {
  const releasers = alias(memberships, "releasers");
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
      heldAt: contacts.heldAt,
      holdReason: contacts.holdReason,
      isHoldBlocking: contacts.isHoldBlocking,
      heldBy: nameOf(memberships),
      releasedAt: contacts.holdReleasedAt,
      releaseReason: contacts.holdReleaseReason,
      releasedBy: nameOf(releasers),
    })
    .from(contacts)
    .leftJoin(
      memberships,
      and(eq(memberships.tenantId, contacts.tenantId), eq(memberships.userId, contacts.heldByUserId)),
    )
    .leftJoin(
      releasers,
      and(eq(releasers.tenantId, contacts.tenantId), eq(releasers.userId, contacts.holdReleasedByUserId)),
    )
    .where(eq(contacts.id, contactId));
  if (!row) return null;
  const { heldAt, heldBy, holdReason, isHoldBlocking, releasedAt, releasedBy, releaseReason, ...facts } = row;
  return {
    ...facts,
    hold: heldAt && { since: heldAt, by: heldBy, reason: holdReason ?? "", isBlocking: isHoldBlocking },
    lastRelease: releasedAt && {
      ...{ at: releasedAt, by: releasedBy, reason: releaseReason ?? "" },
      holdReason: heldAt === null ? holdReason : null,
    },
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
    calls: await listCallsOf(tx, eq(callLogs.contactId, contactId)),
  };
}

function nameOf(person: { firstName: AnyPgColumn; lastName: AnyPgColumn }) {
  return sql<string | null>`nullif(concat_ws(' ', ${person.firstName}, ${person.lastName}), '')`;
}

async function listPhones(tx: TenantTx, contactId: string): Promise<ContactPhone[]> {
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
    .select({
      e164: optoutRegistry.e164,
      channel: optoutRegistry.channel,
      effectiveAt: optoutRegistry.effectiveAt,
    })
    .from(optoutRegistry)
    .where(
      and(
        eq(optoutRegistry.state, "opted_out"),
        inArray(
          optoutRegistry.e164,
          phones.map((phone) => phone.e164),
        ),
      ),
    );
  return phones.map((phone) => ({
    ...phone,
    optOuts: optOuts
      .filter((row) => row.e164 === phone.e164)
      .map(({ channel, effectiveAt }) => ({ channel, effectiveAt })),
  }));
}
