import "server-only";
import { and, desc, eq, notInArray } from "drizzle-orm";
import { leadMetadata } from "@/db/schema/lead-metadata";
import { leads } from "@/db/schema/leads";
import type { TenantTx } from "@/db/tenant";
import { formatPhone } from "@/lib/domain/phones/format-phone";

export type UnknownCaller = {
  /** E.164; null when the caller's number was withheld. */
  number: string | null;
  language: "en" | "es";
  receivedAt: Date;
};

/** The first name that a lead has until a person hears the real one; the last name is the number. */
const NAMES: Record<"en" | "es", { caller: string; withheld: string }> = {
  en: { caller: "Caller", withheld: "Number withheld" },
  es: { caller: "Llamada de", withheld: "número oculto" },
};

/**
 * A lead for somebody who calls and whom the firm does not know. A caller whose lead is still open is that lead again. The
 * caller must hold the number's place (see startInboundCall), so that two calls at once make one lead.
 */
export async function createLeadFromCall(
  tx: TenantTx,
  caller: UnknownCaller,
): Promise<{ leadId: string; isNew: boolean }> {
  const open = caller.number === null ? undefined : await findOpenLead(tx, caller.number);
  if (open) return { leadId: open.id, isNew: false };
  const names = NAMES[caller.language];
  const [lead] = await tx
    .insert(leads)
    .values({
      firstName: names.caller,
      lastName: caller.number === null ? names.withheld : formatPhone(caller.number),
      phone: caller.number,
      preferredLanguage: caller.language,
      source: "inbound_call",
      receivedAt: caller.receivedAt,
    })
    .returning({ id: leads.id });
  if (!lead) throw new Error("the lead was not stored");
  await tx.insert(leadMetadata).values([
    { leadId: lead.id, key: "first_contact", value: "inbound_ai_call" },
    // Nothing but the number is known yet: names are checked against the firm's parties when a person takes the lead.
    { leadId: lead.id, key: "conflict_check", value: caller.number === null ? "not_possible" : "no_match_by_number" },
  ]);
  return { leadId: lead.id, isNew: true };
}

async function findOpenLead(tx: TenantTx, number: string): Promise<{ id: string } | undefined> {
  const [lead] = await tx
    .select({ id: leads.id })
    .from(leads)
    .where(and(eq(leads.phone, number), notInArray(leads.status, ["retained", "declined", "lost"])))
    .orderBy(desc(leads.receivedAt), desc(leads.id))
    .limit(1);
  return lead;
}
