import "server-only";
import { eq } from "drizzle-orm";
import { conversations } from "@/db/schema/conversations";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { findLine } from "@/lib/domain/lines/find-line";
import { lockConversation } from "./lock-conversation";
import { TOUCHED } from "./touch-conversation";

/**
 * Chooses the line by which a person is written to, or leaves the choice to the rule again (see chooseLine).
 * @returns the line that was chosen before, for Undo
 * @throws AppError `not_found` for the conversation or the line, also one that was removed
 */
export async function setPreferredLine(
  tx: TenantTx,
  { conversationId, lineId }: { conversationId: string; lineId: string | null },
): Promise<{ before: string | null }> {
  const line = lineId === null ? null : await findLine(tx, lineId);
  if (lineId !== null && (line === null || line.removedAt !== null)) {
    throw new AppError("not_found", "There is no such line");
  }
  const row = await lockConversation(tx, conversationId);
  if (!row) throw new AppError("not_found", "There is no such conversation");
  await tx
    .update(conversations)
    .set({ preferredLineId: lineId, ...TOUCHED })
    .where(eq(conversations.id, conversationId));
  return { before: row.preferredLineId };
}
