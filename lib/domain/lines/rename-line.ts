import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { lines } from "@/db/schema/lines";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import type { renameLineInput } from "./line.schema";

/**
 * Gives a line another name.
 * @throws AppError `not_found` for an unknown, foreign or removed line
 */
export async function renameLine(tx: TenantTx, { lineId, label }: z.output<typeof renameLineInput>): Promise<void> {
  const [line] = await tx
    .update(lines)
    .set({ label, updatedAt: new Date() })
    .where(and(eq(lines.id, lineId), isNull(lines.removedAt)))
    .returning({ id: lines.id });
  if (!line) throw new AppError("not_found", "This line does not exist");
}
