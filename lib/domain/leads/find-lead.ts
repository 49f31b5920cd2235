import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import { cases } from "@/db/schema/cases";
import { leadMetadata } from "@/db/schema/lead-metadata";
import { leads } from "@/db/schema/leads";
import { memberships } from "@/db/schema/memberships";
import type { TenantTx } from "@/db/tenant";
import { listCallsOf, type PersonCall } from "@/lib/domain/calls/list-calls-of";
import type { LeadRow } from "./list-leads";

export type LeadRecord = LeadRow & {
  email: string | null;
  summary: string | null;
  statusReason: string | null;
  assignedUserId: string | null;
  contactId: string | null;
  /** The case that came of it; null as well when this person may not see that case. */
  convertedCase: { id: string; caseNumber: number; title: string } | null;
  metadata: { key: string; value: string }[];
  calls: PersonCall[];
};

/** A lead with all that its page shows, or null when the firm has none with this id. */
export async function findLead(tx: TenantTx, leadId: string): Promise<LeadRecord | null> {
  const [row] = await tx
    .select({
      lead: leads,
      person: memberships,
      convertedCase: { id: cases.id, caseNumber: cases.caseNumber, title: cases.title },
    })
    .from(leads)
    .leftJoin(cases, and(eq(cases.tenantId, leads.tenantId), eq(cases.id, leads.convertedCaseId)))
    .leftJoin(memberships, and(eq(memberships.tenantId, leads.tenantId), eq(memberships.userId, leads.assignedUserId)))
    .where(eq(leads.id, leadId));
  if (!row) return null;
  const { lead, person, convertedCase } = row;
  return {
    id: lead.id,
    firstName: lead.firstName,
    lastName: lead.lastName,
    phone: lead.phone,
    email: lead.email,
    preferredLanguage: lead.preferredLanguage,
    source: lead.source,
    practiceArea: lead.practiceArea,
    summary: lead.summary,
    status: lead.status,
    statusReason: lead.statusReason,
    assignedUserId: lead.assignedUserId,
    assignedName: person ? [person.firstName, person.lastName].filter(Boolean).join(" ") : null,
    receivedAt: lead.receivedAt,
    firstResponseAt: lead.firstResponseAt,
    contactId: lead.contactId,
    convertedCase,
    metadata: await tx
      .select({ key: leadMetadata.key, value: leadMetadata.value })
      .from(leadMetadata)
      .where(eq(leadMetadata.leadId, leadId))
      .orderBy(asc(leadMetadata.key))
      .limit(50),
    calls: await listCallsOf(tx, eq(callLogs.leadId, leadId)),
  };
}
