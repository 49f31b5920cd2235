type Lists = {
  /** The ids of the rows, as they stood and as they stand now. */
  before: readonly string[];
  after: readonly string[];
  /** Of the list while it still showed `before`. */
  scrollTop: number;
  height: number;
  rowHeight: number;
};

/**
 * Where a list of equally high rows has to be scrolled to for its reader to go on seeing what they saw: the first row in view that
 * keeps its place among the others stays where it is. A row that goes to the top because somebody wrote takes nobody along. At
 * the top of the list the reader sees what comes.
 */
export function keptScrollTop({ before, after, scrollTop, height, rowHeight }: Lists): number {
  if (scrollTop <= 0) return scrollTop;
  const first = Math.floor(scrollTop / rowHeight);
  const seen = before.slice(first, Math.ceil((scrollTop + height) / rowHeight));
  const places = new Map(after.map((id, index) => [id, index]));
  const moves = seen.flatMap((id, index) => {
    const place = places.get(id);
    return place === undefined ? [] : [place - (first + index)];
  });
  const moved = mostFrequent(moves) ?? 0;
  return Math.max(0, scrollTop + moved * rowHeight);
}

/** The first of those that occur the most. */
function mostFrequent(values: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return [...counts].find(([, count]) => count === most)?.[0] ?? null;
}
