import "server-only";
import { eq } from "drizzle-orm";
import { messageTemplates } from "@/db/schema/message-templates";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";

/**
 * Puts a saved reply away, so that nobody is offered it any more; what was sent with it stays as it is.
 * @throws AppError `not_found`
 */
export async function archiveTemplate(tx: TenantTx, input: { templateId: string; now: Date }): Promise<void> {
  const archived = await tx
    .update(messageTemplates)
    .set({ archivedAt: input.now, updatedAt: input.now })
    .where(eq(messageTemplates.id, input.templateId))
    .returning({ id: messageTemplates.id });
  if (archived.length === 0) throw new AppError("not_found", "There is no such template");
}
