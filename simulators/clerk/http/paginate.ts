const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 500;

/** One page of a list in Clerk's shape. `limit` is 10 by default and at most 500, `offset` 0 by default. */
export function paginate<Item>(items: Item[], query: URLSearchParams): { data: Item[]; total_count: number } {
  const limit = Math.min(wholeNumber(query.get("limit")) ?? DEFAULT_LIMIT, MAX_LIMIT);
  const offset = wholeNumber(query.get("offset")) ?? 0;
  return { data: items.slice(offset, offset + limit), total_count: items.length };
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}
