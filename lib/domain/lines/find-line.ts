import "server-only";
import { eq } from "drizzle-orm";
import { lines } from "@/db/schema/lines";
import type { TenantTx } from "@/db/tenant";
import { type LineRow, lineColumns } from "./line-row";

/** A line of the firm, also one that was removed (`removedAt`); null for an unknown or foreign id. */
export async function findLine(tx: TenantTx, lineId: string): Promise<LineRow | null> {
  const [line] = await tx.select(lineColumns).from(lines).where(eq(lines.id, lineId));
  return line ?? null;
}
