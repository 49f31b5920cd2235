import "server-only";
import { and, eq, isNull, or } from "drizzle-orm";
import { savedViews } from "@/db/schema/saved-views";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { personText } from "@/lib/core/text.schema";
import { storableText } from "@/lib/domain/messages/storable-text";
import { MOST_VIEWS } from "./list-views";

const MAX_NAME_LENGTH = 60;
const MOST_PARAMETERS = 20;

type NewView = {
  /** Of a view that is changed; without it a new one is made. */
  viewId?: string | null;
  userId: string;
  name: string;
  isShared: boolean;
  query: Record<string, string>;
};

/**
 * Keeps a set of filters under a name, for its maker alone or for the firm. Only its maker changes it.
 * @throws AppError `invalid_input`; `not_found` for a view that is not this person's; `precondition_failed` beyond fifty
 */
export async function saveView(tx: TenantTx, view: NewView): Promise<{ viewId: string }> {
  const name = personText(MAX_NAME_LENGTH).safeParse(view.name);
  const parameters = Object.entries(view.query);
  const isSmall =
    parameters.length <= MOST_PARAMETERS && parameters.every(([key, value]) => key.length + value.length < 300);
  if (!name.success || !isSmall) throw new AppError("invalid_input", "The view has no name or too many filters");
  const kept = {
    name: name.data,
    ownerUserId: view.isShared ? null : view.userId,
    query: Object.fromEntries(parameters.map((parameter) => parameter.map(storableText))),
    updatedAt: new Date(),
  };
  const [saved] = view.viewId
    ? await tx
        .update(savedViews)
        .set(kept)
        .where(and(eq(savedViews.id, view.viewId), eq(savedViews.createdByUserId, view.userId)))
        .returning({ id: savedViews.id })
    : await insertView(tx, { ...kept, screen: "inbox", createdByUserId: view.userId });
  if (!saved) throw new AppError("not_found", "There is no such view");
  return { viewId: saved.id };
}

async function insertView(tx: TenantTx, view: typeof savedViews.$inferInsert) {
  const seen = or(isNull(savedViews.ownerUserId), eq(savedViews.ownerUserId, view.createdByUserId));
  if ((await tx.$count(savedViews, seen)) >= MOST_VIEWS) {
    throw new AppError("precondition_failed", "There are fifty views already");
  }
  return tx.insert(savedViews).values(view).returning({ id: savedViews.id });
}
