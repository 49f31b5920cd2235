import { type SearchParams, textOf } from "@/app/desk/list-links";
import { type StatementFilter, statementFilter } from "@/lib/domain/credits/credits.schema";

export const STATEMENT_PARAMS = ["kind", "channel", "person", "from", "to"];

/** The statement's filter as the address says it; parts that mean nothing are left out. */
export function statementFilterOf(search: SearchParams): StatementFilter {
  return statementFilter.parse({
    kind: textOf(search, "kind"),
    channel: textOf(search, "channel"),
    userId: textOf(search, "person"),
    from: textOf(search, "from"),
    to: textOf(search, "to"),
  });
}

/** The line before which the page begins; null for the newest. */
export function beforeOf(search: SearchParams): number | null {
  const text = textOf(search, "cursor");
  return text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}
