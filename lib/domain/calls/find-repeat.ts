import "server-only";
import { and, eq } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import { cases } from "@/db/schema/cases";
import { contactPhones } from "@/db/schema/contact-phones";
import type { TenantTx } from "@/db/tenant";
import { deriveUuid } from "@/lib/core/derive-uuid";
import type { OutboundPurpose } from "./call-payload";
import type { CallState } from "./call-state-rank";

/** A call that the gate stopped at its time, as the composer takes it up again. */
export type CallRepeat = {
  callId: string;
  caseId: string;
  contactId: string;
  clientNumber: string;
  /** Null when the number is no longer one of the client's. */
  contactPhoneId: string | null;
  purpose: OutboundPurpose;
  language: "en" | "es";
  scheduledFor: Date;
  /** The call that was made of it. There is never a second one. */
  repeatedBy: { callId: string; scheduledFor: Date; state: CallState } | null;
};

/** The idempotency key of the one call that may follow a stopped one, whoever asks for it and however often (AVL-02). */
export function repeatKeyOf(callId: string): string {
  return deriveUuid(`call_repeat:${callId}`);
}

/**
 * What a stopped call asks for. Null for a call that this person does not see, that the gate did not stop, or whose case
 * has another client by now.
 */
export async function findRepeat(tx: TenantTx, callId: string): Promise<CallRepeat | null> {
  const [row] = await tx
    .select({
      caseId: cases.id,
      contactId: cases.clientContactId,
      clientNumber: callLogs.clientNumber,
      contactPhoneId: contactPhones.id,
      purpose: callLogs.purpose,
      language: callLogs.language,
      scheduledFor: callLogs.scheduledFor,
    })
    .from(callLogs)
    .innerJoin(
      cases,
      and(
        eq(cases.tenantId, callLogs.tenantId),
        eq(cases.id, callLogs.caseId),
        eq(cases.clientContactId, callLogs.contactId),
      ),
    )
    .leftJoin(
      contactPhones,
      and(
        eq(contactPhones.tenantId, callLogs.tenantId),
        eq(contactPhones.contactId, callLogs.contactId),
        eq(contactPhones.e164, callLogs.clientNumber),
      ),
    )
    .where(and(eq(callLogs.id, callId), eq(callLogs.state, "cancelled"), eq(callLogs.dialState, "blocked")));
  if (!row || row.purpose === "inbound") return null;
  return { callId, ...row, purpose: row.purpose, repeatedBy: await findRepeatedBy(tx, callId) };
}

async function findRepeatedBy(tx: TenantTx, callId: string): Promise<CallRepeat["repeatedBy"]> {
  const [call] = await tx
    .select({ callId: callLogs.id, scheduledFor: callLogs.scheduledFor, state: callLogs.state })
    .from(callLogs)
    .where(eq(callLogs.idempotencyKey, repeatKeyOf(callId)));
  return call ?? null;
}
