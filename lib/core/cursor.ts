import { z } from "zod";

const parts = z.tuple([z.string().max(200), z.uuid()]);

/** Where the next page starts: the last row's sort value and id. */
export type Cursor = { value: string; id: string };

/** The cursor as a page's address carries it. */
export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.value, cursor.id]), "utf8").toString("base64url");
}

/** Reads a cursor from an address; one that was not made here is the first page. */
export function decodeCursor(text: string | null | undefined): Cursor | null {
  if (!text || text.length > 600) return null;
  try {
    const result = parts.safeParse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return result.success ? { value: result.data[0], id: result.data[1] } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

// As Postgres writes an instant and as JavaScript does. Years before the first are told in another way by each of them.
const INSTANT = /^(?!0000)\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}(:?\d{2})?)$/;

/** As decodeCursor, of a list in the order of time: a place that is no instant is the first page as well. */
export function decodeTimeCursor(text: string | null | undefined): Cursor | null {
  const cursor = decodeCursor(text);
  if (cursor === null || !INSTANT.test(cursor.value) || Number.isNaN(Date.parse(cursor.value))) return null;
  return cursor;
}

/** A page of a list: up to `limit` rows, and the cursor of the next page when there is one. */
export type KeysetPage<Row> = { rows: Row[]; nextCursor: string | null };

/** Cuts `limit + 1` rows to a page. */
export function toPage<Row>(rows: Row[], limit: number, cursorOf: (row: Row) => Cursor): KeysetPage<Row> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, nextCursor: rows.length > limit && last ? encodeCursor(cursorOf(last)) : null };
}
