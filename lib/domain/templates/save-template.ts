import "server-only";
import { and, eq, isNull, ne } from "drizzle-orm";
import type { z } from "zod";
import { messageTemplates } from "@/db/schema/message-templates";
import { lockName, type TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { requireTemplateBody } from "./require-template-body";
import type { saveTemplateInput } from "./templates.schema";

/**
 * Keeps a saved reply, a new one or one that is there.
 * @throws AppError `invalid_input` naming the place of whatever is no variable, `conflict` when another reply has the
 * shortcut, `not_found`
 */
export async function saveTemplate(
  tx: TenantTx,
  input: z.output<typeof saveTemplateInput> & { userId: string },
): Promise<{ id: string }> {
  requireTemplateBody(input.bodyEn);
  if (input.bodyEs !== null) requireTemplateBody(input.bodyEs);
  await lockName(tx, "template-shortcuts");
  await requireFreeShortcut(tx, input);
  const values = { name: input.name, shortcut: input.shortcut, bodyEn: input.bodyEn, bodyEs: input.bodyEs };
  const [saved] = input.templateId
    ? await tx
        .update(messageTemplates)
        .set({ ...values, updatedAt: new Date() })
        .where(and(eq(messageTemplates.id, input.templateId), isNull(messageTemplates.archivedAt)))
        .returning({ id: messageTemplates.id })
    : await tx
        .insert(messageTemplates)
        .values({ ...values, createdByUserId: input.userId })
        .returning({ id: messageTemplates.id });
  if (!saved) throw new AppError("not_found", "There is no such template");
  return saved;
}

async function requireFreeShortcut(
  tx: TenantTx,
  input: { templateId?: string | null | undefined; shortcut: string | null },
) {
  if (input.shortcut === null) return;
  const [other] = await tx
    .select({ name: messageTemplates.name })
    .from(messageTemplates)
    .where(
      and(
        eq(messageTemplates.shortcut, input.shortcut),
        isNull(messageTemplates.archivedAt),
        input.templateId ? ne(messageTemplates.id, input.templateId) : undefined,
      ),
    );
  if (other) throw new AppError("conflict", "Another template has this shortcut");
}
