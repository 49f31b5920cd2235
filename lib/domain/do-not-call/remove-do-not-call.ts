import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { doNotCallNumbers } from "@/db/schema/do-not-call-numbers";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { auditEvent } from "@/lib/domain/audit/audit-event";

/**
 * Takes a number off a list; its row stays with the time. An opt-out of the number is another matter and stays.
 * @throws AppError `not_found` for an entry that is not this firm's, or off the list already
 */
export async function removeDoNotCall(tx: TenantTx, input: { entryId: string; now: Date }): Promise<void> {
  const [removed] = await tx
    .update(doNotCallNumbers)
    .set({ removedAt: input.now, updatedAt: input.now })
    .where(and(eq(doNotCallNumbers.id, input.entryId), isNull(doNotCallNumbers.removedAt)))
    .returning({ list: doNotCallNumbers.list });
  if (!removed) throw new AppError("not_found", "There is no such entry");
  await auditEvent(tx, {
    action: "do_not_call.remove",
    subjectType: "do_not_call_numbers",
    subjectId: input.entryId,
    outcome: "done",
    detail: { list: removed.list },
  });
}
