import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { lines } from "@/db/schema/lines";
import { lockName, type TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { type LineRow, lineColumns } from "./line-row";

/**
 * Removes a line; what went over it keeps it. What still waits to go by it is not moved to another number, which the person
 * would not know: each of those sends is refused as `line_disconnected` at its turn, credits come back, and staff may send
 * it by another line. Where it was the channel's default, the oldest line that works becomes it.
 * @throws AppError `not_found` for an unknown, foreign or removed line
 */
export async function removeLine(tx: TenantTx, { lineId }: { lineId: string }): Promise<LineRow> {
  await lockName(tx, "lines");
  const [line] = await tx
    .select(lineColumns)
    .from(lines)
    .where(and(eq(lines.id, lineId), isNull(lines.removedAt)))
    .for("no key update");
  if (!line) throw new AppError("not_found", "This line does not exist");
  const now = new Date();
  await tx.update(lines).set({ removedAt: now, isDefault: false, updatedAt: now }).where(eq(lines.id, lineId));
  if (line.isDefault) {
    const [next] = await tx
      .select({ id: lines.id })
      .from(lines)
      .where(and(eq(lines.channel, line.channel), isNull(lines.removedAt)))
      .orderBy(sql`(${lines.state} = 'connected') desc`, asc(lines.createdAt), asc(lines.id))
      .limit(1);
    if (next) await tx.update(lines).set({ isDefault: true, updatedAt: now }).where(eq(lines.id, next.id));
  }
  return line;
}
