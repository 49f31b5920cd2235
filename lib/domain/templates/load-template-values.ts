import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { cases } from "@/db/schema/cases";
import { contacts } from "@/db/schema/contacts";
import { firms } from "@/db/schema/firms";
import { memberships } from "@/db/schema/memberships";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import type { TemplateValues } from "./template-variables";

export type TemplateSubject = {
  contactId: string | null;
  /** The case that the text is about; without one, the person's only open case that the reader may see. */
  caseId?: string | null | undefined;
  /** Who signs. */
  userId: string | null;
};

/**
 * What the firm's records hold for a template's variables, and the person's language (English for who is no contact).
 * @throws AppError `not_found` for a contact or case that is unknown, foreign or behind a wall
 */
export async function loadTemplateValues(
  tx: TenantTx,
  subject: TemplateSubject,
): Promise<{ values: TemplateValues; language: "en" | "es" }> {
  const [firm] = await tx.select({ name: firms.name, callbackNumber: firms.callbackNumber }).from(firms).limit(1);
  const contact = subject.contactId === null ? null : await loadContact(tx, subject.contactId);
  const file = await loadCase(tx, subject);
  const values = {
    first_name: contact?.firstName,
    last_name: contact?.lastName,
    firm_name: firm?.name,
    callback_number: firm?.callbackNumber ? formatPhone(firm.callbackNumber) : undefined,
    staff_name: await loadStaffName(tx, subject.userId),
    case_number: file === null ? undefined : String(file.caseNumber),
    case_title: file?.title,
  };
  const known = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { values: Object.fromEntries(known), language: contact?.preferredLanguage ?? "en" };
}

async function loadContact(tx: TenantTx, contactId: string) {
  const [contact] = await tx
    .select({
      firstName: contacts.firstName,
      lastName: contacts.lastName,
      preferredLanguage: contacts.preferredLanguage,
    })
    .from(contacts)
    .where(eq(contacts.id, contactId));
  if (!contact) throw new AppError("not_found", "There is no such contact");
  return contact;
}

async function loadCase(tx: TenantTx, { contactId, caseId }: TemplateSubject) {
  if (contactId === null) return null;
  const own = eq(cases.clientContactId, contactId);
  const found = await tx
    .select({ caseNumber: cases.caseNumber, title: cases.title })
    .from(cases)
    .where(caseId ? and(own, eq(cases.id, caseId)) : and(own, ne(cases.stage, "closed")))
    .limit(2);
  const [only] = found;
  if (caseId && !only) throw new AppError("not_found", "There is no such case");
  return only && found.length === 1 ? only : null;
}

async function loadStaffName(tx: TenantTx, userId: string | null): Promise<string | undefined> {
  if (userId === null) return undefined;
  const [member] = await tx
    .select({ firstName: memberships.firstName, lastName: memberships.lastName })
    .from(memberships)
    .where(eq(memberships.userId, userId));
  return [member?.firstName, member?.lastName].filter(Boolean).join(" ") || undefined;
}
