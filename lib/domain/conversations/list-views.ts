import "server-only";
import { asc, eq, isNull, or } from "drizzle-orm";
import { savedViews } from "@/db/schema/saved-views";
import type { TenantTx } from "@/db/tenant";
import type { ConversationFilter } from "./conversation-filter";
import { countMatching } from "./count-conversations";

export const MOST_VIEWS = 50;

export type SavedView = {
  id: string;
  name: string;
  isShared: boolean;
  isOwn: boolean;
  query: Record<string, string>;
  /** Counted up to 100. */
  count: number;
};

/**
 * The inbox's saved views of a person and of the firm, with how many conversations each finds. `filterOf` reads a view's
 * URL parameters as the screen does.
 */
export async function listViews(
  tx: TenantTx,
  { userId, filterOf }: { userId: string; filterOf: (query: Record<string, string>) => ConversationFilter },
): Promise<SavedView[]> {
  const rows = await tx
    .select()
    .from(savedViews)
    .where(or(isNull(savedViews.ownerUserId), eq(savedViews.ownerUserId, userId)))
    .orderBy(asc(savedViews.position), asc(savedViews.name), asc(savedViews.id))
    .limit(MOST_VIEWS);
  const views: SavedView[] = [];
  for (const { id, name, ownerUserId, createdByUserId, query } of rows) {
    const count = await countMatching(tx, userId, filterOf(query));
    views.push({ id, name, isShared: ownerUserId === null, isOwn: createdByUserId === userId, query, count });
  }
  return views;
}
