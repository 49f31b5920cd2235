import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { contacts } from "@/db/schema/contacts";
import { firms } from "@/db/schema/firms";
import { inTenant } from "@/db/tenant";
import { beginDial } from "@/lib/domain/calls/begin-dial";
import { draftCall } from "@/lib/domain/calls/draft-call";
import { scheduleCall } from "@/lib/domain/calls/schedule-call";
import type { CallingFirm } from "@/tests/support/calling-firm";

export type StoppedCallTimes = { draftedAt: Date; scheduledFor: Date; dialledAt: Date };

/** Planned for 17:30 in Phoenix, half an hour before the firm closes, and not dialled before 18:10. */
export const AFTER_CLOSING: StoppedCallTimes = {
  draftedAt: new Date("2026-11-24T18:00:00.000Z"),
  scheduledFor: new Date("2026-11-25T00:30:00.000Z"),
  dialledAt: new Date("2026-11-25T01:10:00.000Z"),
};

/** When the firm is open and Arizona's hours have begun: 9:00 in Phoenix. */
export const NEXT_MORNING = new Date("2026-11-25T16:00:00.000Z");

/** A confirmed call of the firm's client that the gate stopped when its time came. */
export async function stopCall(firm: CallingFirm, times: StoppedCallTimes = AFTER_CLOSING): Promise<string> {
  const choice = { caseId: firm.caseId, purpose: "appointment", language: "es" } as const;
  const result = await inTenant(firm.principal, async (tx) => {
    const when = times.scheduledFor.toISOString();
    const { sealedDraft } = await draftCall(tx, { ...choice, when, now: times.draftedAt });
    const confirmation = { sealedDraft, idempotencyKey: randomUUID(), userId: firm.userId, now: times.draftedAt };
    return scheduleCall(tx, confirmation);
  });
  if (result.kind !== "scheduled") throw new Error(result.kind);
  await inTenant(firm.principal, (tx) => beginDial(tx, { callId: result.callId, now: times.dialledAt }));
  return result.callId;
}

/** Moves a firm and its client to New York and opens it every day, so that both clocks change. */
export async function moveToNewYork(firm: CallingFirm): Promise<void> {
  const day = { opens: "08:00", closes: "18:00" };
  const timeZone = "America/New_York";
  await inTenant(firm.principal, async (tx) => {
    const hours = { 1: day, 2: day, 3: day, 4: day, 5: day, 6: day, 7: day };
    await tx.update(firms).set({ timeZone, state: "NY", hours });
    const place = { addressState: "NY", declaredTimeZone: timeZone };
    await tx.update(contacts).set(place).where(eq(contacts.id, firm.contactId));
  });
}
