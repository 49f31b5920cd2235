import "server-only";
import { and, eq, isNotNull } from "drizzle-orm";
import type { z } from "zod";
import { contacts } from "@/db/schema/contacts";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import type { releaseHoldInput } from "./contacts.schema";

/**
 * Ends the legal hold on a person's records. By whom and why stands with the contact, beside what the hold was for.
 * @throws AppError `not_found` for a contact that is not there for this person, or has no hold
 */
export async function releaseHold(
  tx: TenantTx,
  input: z.output<typeof releaseHoldInput> & { userId: string; now: Date },
): Promise<void> {
  const { contactId, reason, userId, now } = input;
  const free = { heldAt: null, heldByUserId: null, isHoldBlocking: false };
  const release = { holdReleasedAt: now, holdReleasedByUserId: userId, holdReleaseReason: reason };
  const released = await tx
    .update(contacts)
    .set({ ...free, ...release, updatedAt: now })
    .where(and(eq(contacts.id, contactId), isNotNull(contacts.heldAt)))
    .returning({ id: contacts.id });
  if (released.length === 0) throw new AppError("not_found", "There is no such hold");
  await auditEvent(tx, {
    action: "contact.hold_release",
    subjectType: "contacts",
    subjectId: contactId,
    outcome: "done",
    detail: {},
  });
}
