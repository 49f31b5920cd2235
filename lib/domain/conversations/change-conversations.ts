import "server-only";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { applyChange } from "./apply-change";
import type { ChangeOutcome, ConversationChange } from "./conversation-change";
import type { ConversationFilter } from "./conversation-filter";
import { selectMatching } from "./select-matching";
import { type ReadOutcome, setRead } from "./set-read";

/** As many conversations can be changed in one act. */
const MOST_CHANGED = 1_000;

export type BulkChange = ConversationChange | { kind: "read" } | { kind: "unread" };

type Bulk = {
  userId: string;
  /** Rows that were picked, or all that a filter finds, in the order of its list. */
  selection: { ids: readonly string[] } | { filter: ConversationFilter };
  change: BulkChange;
  now: Date;
};

export type BulkResult = {
  outcomes: (ChangeOutcome | ReadOutcome)[];
  /** More than a thousand matched: the rest is as it was. */
  isCut: boolean;
};

/**
 * Changes many conversations at once, up to a thousand, and says of each what became of it; the changed ones carry what
 * Undo needs (see restoreConversations).
 * @throws AppError `invalid_input` for too many ids, and as applyChange
 */
export async function changeConversations(tx: TenantTx, bulk: Bulk): Promise<BulkResult> {
  const { userId, change, now } = bulk;
  const selected = await select(tx, bulk);
  const ids = selected.slice(0, MOST_CHANGED);
  const isCut = selected.length > MOST_CHANGED;
  if (change.kind === "read" || change.kind === "unread") {
    return { outcomes: await setRead(tx, { userId, ids, isRead: change.kind === "read" }), isCut };
  }
  return { outcomes: await applyChange(tx, { ids, change, now }), isCut };
}

async function select(tx: TenantTx, { userId, selection }: Bulk): Promise<string[]> {
  if ("ids" in selection) {
    const ids = [...new Set(selection.ids)];
    if (ids.length > MOST_CHANGED)
      throw new AppError("invalid_input", "At most 1,000 conversations can be changed at once");
    return ids;
  }
  const rows = await selectMatching(tx, { userId, filter: selection.filter, limit: MOST_CHANGED + 1 });
  return rows.map(({ id }) => id);
}
