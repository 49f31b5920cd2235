import "server-only";
import type { TenantTx } from "@/db/tenant";
import { type KeysetPage, toPage } from "@/lib/core/cursor";
import { type LoggedEvent, listLoggedEvents } from "./list-logged-events";
import { type LoggedRefusal, listLoggedRefusals } from "./list-logged-refusals";
import { readPlace } from "./log-place";
import type { WebhookLogFilter } from "./webhook-log.schema";

export type WebhookLogRow = LoggedEvent | LoggedRefusal;

/** What came to the firm's doors, taken or turned away, newest first: a page of the two tables' common order. */
export async function listWebhookLog(
  tx: TenantTx,
  { cursor, limit, ...filter }: WebhookLogFilter & { cursor?: string | null; limit: number },
): Promise<KeysetPage<WebhookLogRow>> {
  const page = { place: readPlace(cursor), limit: limit + 1 };
  const events = filter.verdict === "refused" ? [] : await listLoggedEvents(tx, filter, page);
  const refusals = mayBeRefused(filter) ? await listLoggedRefusals(tx, filter, page) : [];
  const rows = [...events, ...refusals].toSorted(newestFirst).slice(0, limit + 1);
  return toPage(rows, limit, ({ place, id }) => ({ value: place, id }));
}

/** A delivery that was turned away has no type, state, origin or call. */
function mayBeRefused({ verdict, state, eventType, origin, callId }: WebhookLogFilter): boolean {
  return verdict !== "verified" && !state && !eventType && !origin && !callId;
}

// Places are of one width and ids are lower-case, so that texts compare as the database compares the values.
function newestFirst(a: WebhookLogRow, b: WebhookLogRow): number {
  if (a.place !== b.place) return a.place < b.place ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}
