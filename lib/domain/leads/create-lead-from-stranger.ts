import "server-only";
import { and, desc, eq, inArray, notInArray } from "drizzle-orm";
import { leadMetadata } from "@/db/schema/lead-metadata";
import { leads } from "@/db/schema/leads";
import type { TenantTx } from "@/db/tenant";
import { publishEvent } from "@/lib/domain/outgoing-webhooks/publish-event";
import { formatPhone } from "@/lib/domain/phones/format-phone";

export type Stranger = {
  via: "call" | "sms" | "whatsapp";
  /** E.164; null when the number was withheld. */
  number: string | null;
  /** WhatsApp's id of a person whose number is hidden; it finds their lead again. */
  whatsappId?: string | null;
  /** The name that they gave themselves at the provider. */
  senderName?: string | null;
  language: "en" | "es";
  receivedAt: Date;
};

type Names = Record<"en" | "es", string>;

/** The first name that a lead has until a person hears the real one; the last name is the number. */
const FIRST_NAMES: Record<"call" | "message", Names> = {
  call: { en: "Caller", es: "Llamada de" },
  message: { en: "Message from", es: "Mensaje de" },
};
const WITHHELD: Names = { en: "Number withheld", es: "número oculto" };

const FIRST_CONTACTS = { call: "inbound_ai_call", sms: "inbound_sms", whatsapp: "inbound_whatsapp" } as const;

/**
 * A lead for somebody who calls or writes and whom the firm does not know. Somebody whose lead is still open is that lead
 * again. The caller must hold the stranger's place (see lockStranger), so that two calls at once make one lead.
 */
export async function createLeadFromStranger(
  tx: TenantTx,
  stranger: Stranger,
): Promise<{ leadId: string; isNew: boolean }> {
  const open = await findOpenLead(tx, stranger);
  if (open) return { leadId: open.id, isNew: false };
  const { number, language } = stranger;
  const [lead] = await tx
    .insert(leads)
    .values({
      firstName: FIRST_NAMES[stranger.via === "call" ? "call" : "message"][language],
      lastName: number === null ? WITHHELD[language] : formatPhone(number),
      phone: number,
      preferredLanguage: language,
      source: stranger.via === "call" ? "inbound_call" : "inbound_message",
      receivedAt: stranger.receivedAt,
    })
    .returning({ id: leads.id });
  if (!lead) throw new Error("the lead was not stored");
  const facts = {
    first_contact: FIRST_CONTACTS[stranger.via],
    // Nothing but the number is known yet: names are checked against the firm's parties when a person takes the lead.
    conflict_check: number === null ? "not_possible" : "no_match_by_number",
    ...(stranger.whatsappId ? { whatsapp_id: stranger.whatsappId } : {}),
    ...(stranger.senderName ? { sender_name: stranger.senderName } : {}),
  };
  await tx.insert(leadMetadata).values(Object.entries(facts).map(([key, value]) => ({ leadId: lead.id, key, value })));
  await publishEvent(tx, { type: "lead.created", subjectId: lead.id });
  return { leadId: lead.id, isNew: true };
}

async function findOpenLead(tx: TenantTx, stranger: Stranger): Promise<{ id: string } | undefined> {
  const isTheirs = isLeadOf(tx, stranger);
  if (isTheirs === null) return undefined;
  const [lead] = await tx
    .select({ id: leads.id })
    .from(leads)
    .where(and(isTheirs, notInArray(leads.status, ["retained", "declined", "lost"])))
    .orderBy(desc(leads.receivedAt), desc(leads.id))
    .limit(1);
  return lead;
}

function isLeadOf(tx: TenantTx, { number, whatsappId }: Stranger) {
  if (number !== null) return eq(leads.phone, number);
  if (!whatsappId) return null;
  const theirs = tx
    .select({ leadId: leadMetadata.leadId })
    .from(leadMetadata)
    .where(and(eq(leadMetadata.key, "whatsapp_id"), eq(leadMetadata.value, whatsappId)));
  return inArray(leads.id, theirs);
}
