import "server-only";
import { and, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import { leadMetadata } from "@/db/schema/lead-metadata";
import { leads } from "@/db/schema/leads";
import type { TenantTx } from "@/db/tenant";

type Response = {
  /** Whom the firm answered: E.164, or WhatsApp's id of a person whose number is hidden. */
  address: string;
  at: Date;
};

/**
 * Stops the clock of the leads with this address whom nobody had answered: once, so that no later message moves it. A lead
 * that somebody is changing in this moment is left out, since a change of its status does the same.
 */
export async function noteFirstResponse(tx: TenantTx, { address, at }: Response): Promise<void> {
  const theirs = address.includes("@")
    ? inArray(
        leads.id,
        tx
          .select({ leadId: leadMetadata.leadId })
          .from(leadMetadata)
          .where(and(eq(leadMetadata.key, "whatsapp_id"), eq(leadMetadata.value, address))),
      )
    : eq(leads.phone, address);
  const unanswered = await tx
    .select({ id: leads.id })
    .from(leads)
    .where(and(theirs, isNull(leads.firstResponseAt), lte(leads.receivedAt, at)))
    .orderBy(leads.id)
    .for("no key update", { skipLocked: true });
  if (unanswered.length === 0) return;
  const ids = unanswered.map(({ id }) => id);
  await tx
    .update(leads)
    .set({ firstResponseAt: sql`${at.toISOString()}::timestamptz`, updatedAt: new Date() })
    .where(inArray(leads.id, ids));
}
