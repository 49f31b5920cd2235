import "server-only";
import { and, eq, isNull, ne } from "drizzle-orm";
import { lines } from "@/db/schema/lines";
import { lockName, type TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";

/**
 * Makes a line the one that messages of its channel go by where nothing says otherwise; the one before is it no longer.
 * @throws AppError `not_found` for an unknown, foreign or removed line
 */
export async function setDefaultLine(tx: TenantTx, { lineId }: { lineId: string }): Promise<void> {
  await lockName(tx, "lines");
  const [line] = await tx
    .select({ channel: lines.channel })
    .from(lines)
    .where(and(eq(lines.id, lineId), isNull(lines.removedAt)));
  if (!line) throw new AppError("not_found", "This line does not exist");
  const updatedAt = new Date();
  await tx
    .update(lines)
    .set({ isDefault: false, updatedAt })
    .where(and(eq(lines.channel, line.channel), eq(lines.isDefault, true), ne(lines.id, lineId)));
  await tx
    .update(lines)
    .set({ isDefault: true, updatedAt })
    .where(and(eq(lines.id, lineId), eq(lines.isDefault, false)));
}
