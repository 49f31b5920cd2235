import "server-only";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { contacts } from "@/db/schema/contacts";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import type { setHoldInput } from "./contacts.schema";

/**
 * Puts a legal hold on a person's records, or words the one that is there anew. One that forbids contact stops at the gate
 * whatever has not left yet, of every channel and origin.
 * @throws AppError `not_found` for a contact that is not there for this person
 */
export async function setHold(
  tx: TenantTx,
  input: z.output<typeof setHoldInput> & { userId: string; now: Date },
): Promise<void> {
  const { contactId, reason, isBlocking, userId, now } = input;
  const hold = { heldAt: now, heldByUserId: userId, holdReason: reason, isHoldBlocking: isBlocking };
  const held = await tx
    .update(contacts)
    .set({ ...hold, updatedAt: now })
    .where(eq(contacts.id, contactId))
    .returning({ id: contacts.id });
  if (held.length === 0) throw new AppError("not_found", "There is no such contact");
  await auditEvent(tx, {
    action: "contact.hold",
    subjectType: "contacts",
    subjectId: contactId,
    outcome: "done",
    detail: { isBlocking },
  });
}
