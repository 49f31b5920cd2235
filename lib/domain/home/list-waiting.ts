import "server-only";
import { and, asc, eq, notInArray, sql } from "drizzle-orm";
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
    .where(eq(leads.status, "new"))
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
  const known = sql<
    string[]
  >`array(select d.field from case_details d where d.tenant_id = ${cases.tenantId} and d.case_id = ${cases.id}
    and d.field in ('address', 'email', 'date_of_birth'))`;
  const rows = await tx
    .select({
      id: cases.id,
      caseNumber: cases.caseNumber,
      title: cases.title,
      clientName: sql<string>`${contacts.firstName} || ' ' || ${contacts.lastName}`,
      known,
    })
    .from(cases)
    .innerJoin(contacts, and(eq(contacts.tenantId, cases.tenantId), eq(contacts.id, cases.clientContactId)))
    .where(
      and(
        notInArray(cases.stage, ["settled", "closed"]),
        sql`${cases.archivedAt} is null and cardinality(${known}) < 3`,
      ),
    )
    .orderBy(sql`cardinality(${known})`, asc(cases.openedOn))
    .limit(10);
  return rows.map(({ known: have, ...row }) => ({ ...row, missing: NEEDED.filter((field) => !have.includes(field)) }));
}
