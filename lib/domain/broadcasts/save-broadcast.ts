import "server-only";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { broadcasts } from "@/db/schema/broadcasts";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { findLine } from "@/lib/domain/lines/find-line";
import { requireTemplateBody } from "@/lib/domain/templates/require-template-body";
import type { saveBroadcastInput } from "./broadcasts.schema";
import { holdBroadcast } from "./hold-broadcast";

/**
 * Keeps a draft, a new one or one that is there. Nothing is sent before it is started.
 * @throws AppError `invalid_input` naming what is no variable, `not_found` for a line or draft that is not there, `conflict`
 * for a broadcast that was started
 */
export async function saveBroadcast(
  tx: TenantTx,
  input: z.output<typeof saveBroadcastInput> & { userId: string; now: Date },
): Promise<{ id: string; updatedAt: Date }> {
  requireTemplateBody(input.bodyEn);
  if (input.bodyEs !== null) requireTemplateBody(input.bodyEs);
  const line = await findLine(tx, input.lineId);
  if (line === null || line.removedAt !== null) throw new AppError("not_found", "There is no such line");
  const { name, lineId, purpose, bodyEn, bodyEs, audience, perMinute } = input;
  const values = { name, lineId, purpose, bodyEn, bodyEs, audience, perMinute };
  if (!input.broadcastId) {
    const [made] = await tx
      .insert(broadcasts)
      .values({ ...values, createdByUserId: input.userId })
      .returning({ id: broadcasts.id, updatedAt: broadcasts.updatedAt });
    if (!made) throw new Error("the draft was not kept");
    return made;
  }
  await holdBroadcast(tx, input.broadcastId);
  const [saved] = await tx
    .update(broadcasts)
    .set({ ...values, updatedAt: input.now })
    .where(and(eq(broadcasts.id, input.broadcastId), eq(broadcasts.state, "draft")))
    .returning({ id: broadcasts.id, updatedAt: broadcasts.updatedAt });
  if (saved) return saved;
  const [started] = await tx.select({ id: broadcasts.id }).from(broadcasts).where(eq(broadcasts.id, input.broadcastId));
  if (!started) throw new AppError("not_found", "There is no such broadcast");
  throw new AppError("conflict", "This broadcast was started already");
}
