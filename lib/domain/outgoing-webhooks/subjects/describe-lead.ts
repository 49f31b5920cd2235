import "server-only";
import { eq } from "drizzle-orm";
import { leads } from "@/db/schema/leads";
import type { TenantTx } from "@/db/tenant";
import type { EventData } from "../event-data";
import { deskUrl } from "./desk-url";

/** A lead for its receivers, without what it told of its matter. */
export async function describeLead(tx: TenantTx, leadId: string): Promise<EventData["lead.created"] | null> {
  const [row] = await tx
    .select({
      id: leads.id,
      firstName: leads.firstName,
      lastName: leads.lastName,
      email: leads.email,
      phone: leads.phone,
      preferredLanguage: leads.preferredLanguage,
      source: leads.source,
      practiceArea: leads.practiceArea,
      status: leads.status,
      receivedAt: leads.receivedAt,
    })
    .from(leads)
    .where(eq(leads.id, leadId));
  if (!row) return null;
  return { lead: { ...row, receivedAt: row.receivedAt.toISOString(), url: deskUrl(`/desk/leads/${leadId}`) } };
}
