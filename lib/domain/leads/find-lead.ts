import "server-only";
import { and, asc, desc, eq } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import { leadMetadata } from "@/db/schema/lead-metadata";
import { leads } from "@/db/schema/leads";
import { memberships } from "@/db/schema/memberships";
import type { TenantTx } from "@/db/tenant";
import type { LeadRow } from "./list-leads";

export type LeadRecord = LeadRow & {
  email: string | null;
  summary: string | null;
  statusReason: string | null;
  contactId: string | null;
  convertedCaseId: string | null;
  metadata: { key: string; value: string }[];
  calls: { id: string; direction: string; state: string; outcome: string | null; createdAt: Date }[];
};

/** A lead with all that its page shows, or null when the firm has none with this id. */
export async function findLead(tx: TenantTx, leadId: string): Promise<LeadRecord | null> {
  const [row] = await tx
    .select({ lead: leads, person: memberships })
    .from(leads)
    .leftJoin(memberships, and(eq(memberships.tenantId, leads.tenantId), eq(memberships.userId, leads.assignedUserId)))
    .where(eq(leads.id, leadId));
  if (!row) return null;
  const { lead, person } = row;
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
    assignedName: person ? [person.firstName, person.lastName].filter(Boolean).join(" ") : null,
    receivedAt: lead.receivedAt,
    firstResponseAt: lead.firstResponseAt,
    contactId: lead.contactId,
    convertedCaseId: lead.convertedCaseId,
    metadata: await tx
      .select({ key: leadMetadata.key, value: leadMetadata.value })
      .from(leadMetadata)
      .where(eq(leadMetadata.leadId, leadId))
      .orderBy(asc(leadMetadata.key))
      .limit(50),
    calls: await tx
      .select({
        id: callLogs.id,
        direction: callLogs.direction,
        state: callLogs.state,
        outcome: callLogs.outcome,
        createdAt: callLogs.createdAt,
      })
      .from(callLogs)
      .where(eq(callLogs.leadId, leadId))
      .orderBy(desc(callLogs.createdAt))
      .limit(20),
  };
}
