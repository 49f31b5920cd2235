import "server-only";
import { asc, isNull } from "drizzle-orm";
import { lines } from "@/db/schema/lines";
import type { TenantTx } from "@/db/tenant";
import { MOST_LINES } from "./line-limit";
import { type LineRow, lineColumns } from "./line-row";

/** The firm's lines that were not removed, whatever their state, oldest first. */
export async function listLines(tx: TenantTx): Promise<LineRow[]> {
  return tx
    .select(lineColumns)
    .from(lines)
    .where(isNull(lines.removedAt))
    .orderBy(asc(lines.createdAt), asc(lines.id))
    .limit(MOST_LINES);
}
