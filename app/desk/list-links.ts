/** The query of a page's address, as Next hands it over. */
export type SearchParams = Record<string, string | string[] | undefined>;

/** One parameter as text; null when it is missing, empty or repeated. */
export function textOf(search: SearchParams, name: string): string | null {
  const value = search[name];
  // NUL cannot stand in a Postgres text.
  return typeof value === "string" ? value.replaceAll("\0", "") || null : null;
}

/** An address of the same list with some parameters changed; null removes one. */
export function linkWith(path: string, search: SearchParams, changes: Record<string, string | null>): string {
  const query = new URLSearchParams();
  for (const name of Object.keys(search)) {
    const value = textOf(search, name);
    if (value !== null && !(name in changes)) query.set(name, value);
  }
  for (const [name, value] of Object.entries(changes)) {
    if (value !== null) query.set(name, value);
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

/** Links of a list that is paged by cursor: back to the first page, on to the next. */
export function pageLinks(path: string, search: SearchParams, nextCursor: string | null) {
  return {
    previousHref: textOf(search, "cursor") === null ? undefined : linkWith(path, search, { cursor: null }),
    nextHref: nextCursor === null ? undefined : linkWith(path, search, { cursor: nextCursor }),
  };
}
