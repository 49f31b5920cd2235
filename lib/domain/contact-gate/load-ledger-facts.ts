import "server-only";
import { and, desc, eq, inArray, isNull, like } from "drizzle-orm";
import { consents } from "@/db/schema/consents";
import { contactPhones } from "@/db/schema/contact-phones";
import { doNotCallNumbers } from "@/db/schema/do-not-call-numbers";
import { messages } from "@/db/schema/messages";
import { optoutRegistry } from "@/db/schema/optout-registry";
import type { TenantTx } from "@/db/tenant";
import type { ConsentFact, DoNotCallFact, OptOutFact, RecordingConsentFact } from "@/lib/domain/compliance/gate-facts";
import { consentFactOf } from "./consent-fact-of";

/**
 * Every row of the opt-out register for an address. Where WhatsApp hides a contact's number behind an id, what they asked
 * for under the id holds for their number, and the other way round: it is one person (CMP-04).
 */
export async function loadOptOuts(
  tx: TenantTx,
  { contactId, e164 }: { contactId: string | null; e164: string },
): Promise<OptOutFact[]> {
  const others = contactId === null ? [] : await otherAddressesOf(tx, { contactId, e164 });
  return tx
    .select({
      id: optoutRegistry.id,
      channel: optoutRegistry.channel,
      scope: optoutRegistry.scope,
      state: optoutRegistry.state,
      effectiveAt: optoutRegistry.effectiveAt,
    })
    .from(optoutRegistry)
    .where(inArray(optoutRegistry.e164, [e164, ...others]));
}

/** The ids under which a contact was written with while their number was hidden, and for such an id their numbers. */
async function otherAddressesOf(tx: TenantTx, { contactId, e164 }: { contactId: string; e164: string }) {
  const hidden = await tx
    .selectDistinct({ address: messages.clientAddress })
    .from(messages)
    .where(and(eq(messages.contactId, contactId), like(messages.clientAddress, "%@%")));
  const numbers = e164.includes("@")
    ? await tx.select({ address: contactPhones.e164 }).from(contactPhones).where(eq(contactPhones.contactId, contactId))
    : [];
  return [...hidden, ...numbers].map(({ address }) => address);
}

/** Do-not-call lists that hold an address now. */
export async function loadDoNotCall(tx: TenantTx, address: string): Promise<DoNotCallFact[]> {
  return tx
    .select({
      id: doNotCallNumbers.id,
      list: doNotCallNumbers.list,
      source: doNotCallNumbers.source,
      listedOn: doNotCallNumbers.listedOn,
    })
    .from(doNotCallNumbers)
    .where(and(eq(doNotCallNumbers.e164, address), isNull(doNotCallNumbers.removedAt)))
    .orderBy(doNotCallNumbers.list);
}

/** The consents of one person for one address. Nobody is known to have agreed for an address that is no contact's. */
export async function loadConsents(
  tx: TenantTx,
  subject: { contactId: string | null; e164: string },
): Promise<{ consents: ConsentFact[]; recording: RecordingConsentFact }> {
  if (subject.contactId === null) return { consents: [], recording: { status: "unknown", id: null, at: null } };
  const rows = await tx
    .select({
      id: consents.id,
      channel: consents.channel,
      purpose: consents.purpose,
      level: consents.level,
      capturedAt: consents.capturedAt,
      expiresAt: consents.expiresAt,
      revokedAt: consents.revokedAt,
      signatureKind: consents.signatureKind,
      isNotConditionStated: consents.isNotConditionStated,
    })
    .from(consents)
    .where(and(eq(consents.contactId, subject.contactId), eq(consents.e164, subject.e164)))
    .orderBy(desc(consents.capturedAt), desc(consents.id));
  const recording = rows.find((row) => row.channel === "recording");
  return {
    consents: rows.map(consentFactOf),
    recording: recording
      ? {
          status: recording.revokedAt ? "declined" : "granted",
          id: recording.id,
          at: recording.revokedAt ?? recording.capturedAt,
        }
      : { status: "unknown", id: null, at: null },
  };
}
