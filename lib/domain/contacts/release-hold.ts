import "server-only";
import { and, eq, isNotNull } from "drizzle-orm";
import { contacts } from "@/db/schema/contacts";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { auditEvent } from "@/lib/domain/audit/audit-event";

/**
 * Ends the legal hold on a person's records.
 * @throws AppError `not_found` for a contact that is not there for this person, or has no hold
 */
export async function releaseHold(tx: TenantTx, input: { contactId: string; now: Date }): Promise<void> {
  const free = { heldAt: null, heldByUserId: null, holdReason: null, isHoldBlocking: false };
  const released = await tx
    .update(contacts)
    .set({ ...free, updatedAt: input.now })
    .where(and(eq(contacts.id, input.contactId), isNotNull(contacts.heldAt)))
    .returning({ id: contacts.id });
  if (released.length === 0) throw new AppError("not_found", "There is no such hold");
  await auditEvent(tx, {
    action: "contact.hold_release",
    subjectType: "contacts",
    subjectId: input.contactId,
    outcome: "done",
    detail: {},
  });
}
