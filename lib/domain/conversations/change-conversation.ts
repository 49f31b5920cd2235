import "server-only";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { applyChange } from "./apply-change";
import type { ChangeOutcome, ConversationChange } from "./conversation-change";

export type SingleChange = Extract<ChangeOutcome, { outcome: "changed" }> | { id: string; outcome: "unchanged" };

/**
 * Changes one conversation; what it was before and is now come back for Undo (see restoreConversations).
 * @throws AppError `not_found`; `precondition_failed` when it may not be changed so; `invalid_input` as applyChange
 */
export async function changeConversation(
  tx: TenantTx,
  { conversationId, change, now }: { conversationId: string; change: ConversationChange; now: Date },
): Promise<SingleChange> {
  const [outcome] = await applyChange(tx, { ids: [conversationId], change, now });
  if (!outcome || outcome.outcome === "not_found") throw new AppError("not_found", "There is no such conversation");
  if (outcome.outcome === "changed") return outcome;
  if (outcome.outcome === "unchanged") return { id: conversationId, outcome: "unchanged" };
  throw new AppError(
    "precondition_failed",
    change.kind === "assign"
      ? "This person may not see this contact's restricted case"
      : "A conversation has at most twenty tags",
  );
}
