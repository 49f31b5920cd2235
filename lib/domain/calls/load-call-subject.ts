import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { caseDetails } from "@/db/schema/case-details";
import { cases } from "@/db/schema/cases";
import { connections } from "@/db/schema/connections";
import { contactPhones } from "@/db/schema/contact-phones";
import { contacts } from "@/db/schema/contacts";
import { firms } from "@/db/schema/firms";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import {
  CASE_DETAIL_FIELDS,
  type CaseDetailField,
  caseDetailField,
} from "@/lib/domain/details/case-detail-fields.schema";
import type { CallFlags } from "./call-payload";

/** Whom a call is about and through what it goes: everything but the purpose, the language and the time. */
export type CallSubject = {
  caseId: string;
  contactId: string;
  contactPhoneId: string;
  clientNumber: string;
  firstName: string;
  firmName: string;
  callbackNumber: string | null;
  assistantId: string;
  phoneNumberId: string;
  flags: CallFlags;
  missingFields: CaseDetailField[];
};

/**
 * Reads what a call to a case's client needs, in the caller's transaction.
 * @throws AppError `not_found` for a case or phone that is unknown, foreign, or behind a wall; `precondition_failed` when
 * the client has no number or the firm has not connected its voice service
 */
export async function loadCallSubject(
  tx: TenantTx,
  input: { caseId: string; contactPhoneId?: string | undefined },
): Promise<CallSubject> {
  const [found] = await tx
    .select({ contactId: contacts.id, firstName: contacts.firstName })
    .from(cases)
    .innerJoin(contacts, and(eq(contacts.tenantId, cases.tenantId), eq(contacts.id, cases.clientContactId)))
    .where(eq(cases.id, input.caseId));
  if (!found) throw new AppError("not_found", "There is no such case");
  const phone = await choosePhone(tx, found.contactId, input.contactPhoneId);
  const service = await loadService(tx);
  const [firm] = await tx.select({ name: firms.name, callbackNumber: firms.callbackNumber }).from(firms).limit(1);
  if (!firm) throw new AppError("not_found", "There is no such firm");
  return {
    caseId: input.caseId,
    contactId: found.contactId,
    contactPhoneId: phone.id,
    clientNumber: phone.e164,
    firstName: found.firstName,
    firmName: firm.name,
    callbackNumber: firm.callbackNumber,
    ...service,
    ...(await loadFlags(tx, input.caseId)),
  };
}

async function choosePhone(tx: TenantTx, contactId: string, phoneId: string | undefined) {
  const phones = await tx
    .select({ id: contactPhones.id, e164: contactPhones.e164 })
    .from(contactPhones)
    .where(
      and(eq(contactPhones.contactId, contactId), phoneId === undefined ? undefined : eq(contactPhones.id, phoneId)),
    )
    .orderBy(desc(contactPhones.isPrimary), contactPhones.createdAt, contactPhones.id)
    .limit(1);
  const [phone] = phones;
  if (phone) return phone;
  if (phoneId !== undefined) throw new AppError("not_found", "There is no such phone number");
  throw new AppError("precondition_failed", "This client has no phone number yet");
}

async function loadService(tx: TenantTx): Promise<{ assistantId: string; phoneNumberId: string }> {
  const [connection] = await tx
    .select({ state: connections.state, settings: connections.settings })
    .from(connections)
    .where(eq(connections.serviceName, "vapi"));
  const { assistantId, phoneNumberId } = connection?.settings ?? {};
  if (connection?.state === "disconnected" || assistantId === undefined || phoneNumberId === undefined) {
    throw new AppError("precondition_failed", "The firm's voice service is not connected");
  }
  return { assistantId, phoneNumberId };
}

async function loadFlags(
  tx: TenantTx,
  caseId: string,
): Promise<{ flags: CallFlags; missingFields: CaseDetailField[] }> {
  const rows = await tx.select({ field: caseDetails.field }).from(caseDetails).where(eq(caseDetails.caseId, caseId));
  const known = new Set(rows.map(({ field }) => field));
  const fields = caseDetailField.options;
  return {
    flags: Object.fromEntries(fields.map((field) => [CASE_DETAIL_FIELDS[field].flag, known.has(field)])),
    missingFields: fields.filter((field) => !known.has(field)),
  };
}
