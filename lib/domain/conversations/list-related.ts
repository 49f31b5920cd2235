import "server-only";
import { and, desc, eq, isNull, notInArray, or, sql } from "drizzle-orm";
import { cases } from "@/db/schema/cases";
import { contactPhones } from "@/db/schema/contact-phones";
import { leads } from "@/db/schema/leads";
import type { TenantTx } from "@/db/tenant";

const MOST = 20;

/** The cases of a conversation's contact, those behind a wall left out by the database, and the leads that are open for them. */
export async function listRelated(
  tx: TenantTx,
  subject: { conversationId: string; contactId: string | null },
): Promise<{
  cases: Pick<typeof cases.$inferSelect, "id" | "caseNumber" | "title" | "stage">[];
  leads: { id: string; name: string; status: (typeof leads.$inferSelect)["status"]; receivedAt: Date }[];
}> {
  return { cases: await listCases(tx, subject.contactId), leads: await listOpenLeads(tx, subject) };
}

async function listCases(tx: TenantTx, contactId: string | null) {
  if (contactId === null) return [];
  return tx
    .select({ id: cases.id, caseNumber: cases.caseNumber, title: cases.title, stage: cases.stage })
    .from(cases)
    .where(and(eq(cases.clientContactId, contactId), isNull(cases.archivedAt)))
    .orderBy(desc(cases.updatedAt))
    .limit(MOST);
}

/** By the contact, or by a number that the person wrote from. */
async function listOpenLeads(tx: TenantTx, subject: { conversationId: string; contactId: string | null }) {
  const written = sql`(select m.client_address from messages m where m.tenant_id = ${tx.tenantId} and m.conversation_id = ${subject.conversationId}
    order by m.sent_at desc limit 100)`;
  const owned = tx
    .select({ e164: contactPhones.e164 })
    .from(contactPhones)
    .where(subject.contactId === null ? sql`false` : eq(contactPhones.contactId, subject.contactId));
  return tx
    .select({
      id: leads.id,
      name: sql<string>`trim(${leads.firstName} || ' ' || ${leads.lastName})`,
      status: leads.status,
      receivedAt: leads.receivedAt,
    })
    .from(leads)
    .where(
      and(
        notInArray(leads.status, ["retained", "declined", "lost"]),
        or(
          subject.contactId === null ? undefined : eq(leads.contactId, subject.contactId),
          sql`${leads.phone} in ${written}`,
          sql`${leads.phone} in ${owned}`,
        ),
      ),
    )
    .orderBy(desc(leads.receivedAt))
    .limit(MOST);
}
