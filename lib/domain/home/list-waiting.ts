import "server-only";
import { and, asc, eq, inArray, isNull, notInArray, sql } from "drizzle-orm";
import { ownRows } from "@/db/own-rows";
import { caseDetails } from "@/db/schema/case-details";
import { cases } from "@/db/schema/cases";
import { contacts } from "@/db/schema/contacts";
import { leads } from "@/db/schema/leads";
import { memberships } from "@/db/schema/memberships";
import type { TenantTx } from "@/db/tenant";

export type WaitingLead = {
  id: string;
  name: string;
  preferredLanguage: "en" | "es";
  practiceArea: string | null;
  receivedAt: Date;
  assignedUserId: string | null;
  assignedName: string | null;
};

/** Leads that nobody has answered yet, the longest waiting first, 20 at most. */
export async function listWaitingLeads(tx: TenantTx): Promise<WaitingLead[]> {
  return tx
    .select({
      id: leads.id,
      name: sql<string>`${leads.firstName} || ' ' || ${leads.lastName}`,
      preferredLanguage: leads.preferredLanguage,
      practiceArea: leads.practiceArea,
      receivedAt: leads.receivedAt,
      assignedUserId: leads.assignedUserId,
      assignedName: sql<string | null>`nullif(concat_ws(' ', ${memberships.firstName}, ${memberships.lastName}), '')`,
    })
    .from(leads)
    .leftJoin(memberships, and(eq(memberships.tenantId, leads.tenantId), eq(memberships.userId, leads.assignedUserId)))
    .where(and(ownRows(tx, leads.tenantId), eq(leads.status, "new")))
    .orderBy(asc(leads.receivedAt), asc(leads.id))
    .limit(20);
}

/** How many leads nobody has answered yet. */
export async function countWaitingLeads(tx: TenantTx): Promise<number> {
  return tx.$count(leads, eq(leads.status, "new"));
}

const NEEDED = ["address", "email", "date_of_birth"] as const;
type NeededField = (typeof NEEDED)[number];

export type IncompleteCase = {
  id: string;
  caseNumber: number;
  title: string;
  clientName: string;
  missing: NeededField[];
};

/** Open cases that still lack an address, an e-mail or a date of birth, those that lack most first, 10 at most. */
export async function listIncompleteCases(tx: TenantTx): Promise<IncompleteCase[]> {
  const details = tx
    .select({ caseId: caseDetails.caseId, fields: sql<string[]>`array_agg(${caseDetails.field})`.as("fields") })
    .from(caseDetails)
    .where(inArray(caseDetails.field, [...NEEDED]))
    .groupBy(caseDetails.caseId)
    .as("details");
  const howMany = sql`coalesce(cardinality(${details.fields}), 0)`;
  const page = tx
    .select({
      id: cases.id,
      tenantId: cases.tenantId,
      caseNumber: cases.caseNumber,
      title: cases.title,
      clientContactId: cases.clientContactId,
      openedOn: cases.openedOn,
      known: sql<string[]>`coalesce(${details.fields}, '{}')`.as("known"),
    })
    .from(cases)
    .leftJoin(details, eq(details.caseId, cases.id))
    .where(
      and(notInArray(cases.stage, ["settled", "closed"]), isNull(cases.archivedAt), sql`${howMany} < ${NEEDED.length}`),
    )
    .orderBy(howMany, asc(cases.openedOn))
    .limit(10)
    .as("page");
  const rows = await tx
    .select({
      id: page.id,
      caseNumber: page.caseNumber,
      title: page.title,
      clientName: sql<string>`${contacts.firstName} || ' ' || ${contacts.lastName}`,
      known: page.known,
    })
    .from(page)
    .innerJoin(contacts, and(eq(contacts.tenantId, page.tenantId), eq(contacts.id, page.clientContactId)))
    .orderBy(sql`cardinality(${page.known})`, asc(page.openedOn));
  return rows.map(({ known, ...row }) => ({ ...row, missing: NEEDED.filter((field) => !known.includes(field)) }));
}
