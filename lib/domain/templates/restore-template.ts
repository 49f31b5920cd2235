import "server-only";
import { and, eq, isNull, ne } from "drizzle-orm";
import { messageTemplates } from "@/db/schema/message-templates";
import { lockName, type TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";

/**
 * Brings an archived reply back; without its shortcut when another one has taken that meanwhile.
 * @throws AppError `not_found`
 */
export async function restoreTemplate(tx: TenantTx, input: { templateId: string; now: Date }): Promise<void> {
  await lockName(tx, "template-shortcuts");
  const [row] = await tx
    .select({ shortcut: messageTemplates.shortcut })
    .from(messageTemplates)
    .where(eq(messageTemplates.id, input.templateId));
  if (!row) throw new AppError("not_found", "There is no such template");
  const isTaken = row.shortcut !== null && (await hasShortcut(tx, row.shortcut, input.templateId));
  await tx
    .update(messageTemplates)
    .set({ archivedAt: null, updatedAt: input.now, ...(isTaken ? { shortcut: null } : {}) })
    .where(eq(messageTemplates.id, input.templateId));
}

async function hasShortcut(tx: TenantTx, shortcut: string, exceptId: string): Promise<boolean> {
  const [other] = await tx
    .select({ id: messageTemplates.id })
    .from(messageTemplates)
    .where(
      and(
        eq(messageTemplates.shortcut, shortcut),
        isNull(messageTemplates.archivedAt),
        ne(messageTemplates.id, exceptId),
      ),
    );
  return other !== undefined;
}
