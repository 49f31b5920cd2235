import "server-only";
import { and, desc, eq, inArray, notInArray, or } from "drizzle-orm";
import { leadMetadata } from "@/db/schema/lead-metadata";
import { leads } from "@/db/schema/leads";
import { lockName, type TenantTx } from "@/db/tenant";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import type { FormConsent } from "@/lib/domain/consents/form-consent.schema";
import { keepFormConsent } from "@/lib/domain/consents/keep-form-consent";
import { publishEvent } from "@/lib/domain/outgoing-webhooks/publish-event";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import { lockStranger } from "./lock-stranger";

export type SourcedLead = {
  /** The system that brought it, and its own id of the person or form. */
  source: string;
  externalId: string;
  firstName: string | null;
  lastName: string | null;
  /** E.164. */
  phone: string | null;
  email: string | null;
  language: "en" | "es";
  summary: string | null;
  receivedAt: Date;
  eventId: string | null;
  /** What the person agreed to on the form, where it tells. */
  consent?: FormConsent | null | undefined;
};

const EXTERNAL_ID = "external_id";
const NAMELESS = { en: "Lead from", es: "Prospecto de" } as const;

/**
 * A lead that another system brings. The same id again, or somebody whose lead is still open under that number, is that
 * lead: what it lacks is filled in and nothing that it has is overwritten.
 */
export async function createLeadFromSource(
  tx: TenantTx,
  input: SourcedLead,
): Promise<{ leadId: string; isNew: boolean }> {
  const { source, phone, receivedAt, eventId } = input;
  const externalId = `${source}:${input.externalId}`;
  await lockName(tx, `lead:${externalId}`);
  if (phone !== null) await lockStranger(tx, phone);
  const known = await findLead(tx, externalId, phone);
  const leadId = known ? await fillIn(tx, known, input) : await insertLead(tx, input);
  await tx
    .insert(leadMetadata)
    .values({ leadId, key: EXTERNAL_ID, value: externalId })
    .onConflictDoNothing({ target: [leadMetadata.tenantId, leadMetadata.leadId, leadMetadata.key] });
  if (input.consent) await keepFormConsent(tx, { leadId, phone, receivedAt, consent: input.consent });
  await recordAutomation(tx, {
    trigger: "webhook.received",
    action: known ? "lead.updated" : "lead.created",
    subjectType: "lead",
    subjectId: leadId,
    eventId,
    detail: { source, receivedAt: receivedAt.toISOString() },
  });
  if (!known) await publishEvent(tx, { type: "lead.created", subjectId: leadId });
  return { leadId, isNew: !known };
}

type LeadRow = typeof leads.$inferSelect;

async function findLead(tx: TenantTx, externalId: string, phone: string | null): Promise<LeadRow | undefined> {
  const theirs = tx
    .select({ leadId: leadMetadata.leadId })
    .from(leadMetadata)
    .where(and(eq(leadMetadata.key, EXTERNAL_ID), eq(leadMetadata.value, externalId)));
  const isOpen = notInArray(leads.status, ["retained", "declined", "lost"]);
  const isTheirNumber = phone === null ? undefined : and(eq(leads.phone, phone), isOpen);
  const [lead] = await tx
    .select()
    .from(leads)
    .where(or(inArray(leads.id, theirs), isTheirNumber))
    .orderBy(desc(leads.receivedAt), desc(leads.id))
    .limit(1);
  return lead;
}

async function fillIn(tx: TenantTx, lead: LeadRow, input: SourcedLead): Promise<string> {
  const missing = {
    phone: lead.phone ?? input.phone,
    email: lead.email ?? input.email,
    summary: lead.summary ?? input.summary,
  };
  const isMore = missing.phone !== lead.phone || missing.email !== lead.email || missing.summary !== lead.summary;
  if (isMore) {
    await tx
      .update(leads)
      .set({ ...missing, updatedAt: new Date() })
      .where(eq(leads.id, lead.id));
  }
  return lead.id;
}

async function insertLead(tx: TenantTx, input: SourcedLead): Promise<string> {
  const { firstName, lastName, phone, language } = input;
  const isNamed = firstName !== null || lastName !== null;
  const [lead] = await tx
    .insert(leads)
    .values({
      firstName: isNamed ? (firstName ?? "") : NAMELESS[language],
      lastName: isNamed ? (lastName ?? "") : phone === null ? input.source : formatPhone(phone),
      phone,
      email: input.email?.toLowerCase() ?? null,
      preferredLanguage: language,
      source: "web_form",
      summary: input.summary?.slice(0, 2_000) ?? null,
      receivedAt: input.receivedAt,
    })
    .returning({ id: leads.id });
  if (!lead) throw new Error("the lead was not stored");
  return lead.id;
}
