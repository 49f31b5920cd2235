import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { lines } from "@/db/schema/lines";
import type { TenantTx } from "@/db/tenant";
import { type LineRow, lineColumns } from "./line-row";

/** The firm's line of a WhatsApp instance; null when the instance belongs to none. */
export async function findInstanceLine(tx: TenantTx, instance: string): Promise<LineRow | null> {
  const [line] = await tx
    .select(lineColumns)
    .from(lines)
    .where(and(eq(lines.provider, "evolution"), eq(lines.address, instance), isNull(lines.removedAt)));
  return line ?? null;
}
