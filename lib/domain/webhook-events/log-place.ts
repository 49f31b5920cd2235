import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { type Cursor, decodeCursor } from "@/lib/core/cursor";

// Events and refusals stand in one order: by instant to the microsecond, then by id. The instant travels as UTC text of
// one width, so that places of the two tables compare as texts.

const PLACE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

/** An instant as the log's order has it. */
export function placeOf(instant: PgColumn): SQL<string> {
  return sql<string>`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** The place that a page's address names; null for the first page and for anything that was not made here. */
export function readPlace(cursor: string | null | undefined): Cursor | null {
  const place = decodeCursor(cursor);
  return place && PLACE.test(place.value) && !Number.isNaN(Date.parse(place.value)) ? place : null;
}

/** Only what stands after `place` in the log. */
export function afterPlace(place: Cursor | null, instant: PgColumn, id: PgColumn): SQL | undefined {
  return place ? sql`(${instant}, ${id}) < (${place.value}::timestamptz, ${place.id}::uuid)` : undefined;
}
