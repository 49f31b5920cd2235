import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { lines } from "@/db/schema/lines";
import type { TenantTx } from "@/db/tenant";
import type { LineProvider } from "./line-row";

/** Whether a line that is not removed uses the firm's key for the provider. */
export async function hasLineOf(tx: TenantTx, provider: LineProvider): Promise<boolean> {
  const rows = await tx
    .select({ id: lines.id })
    .from(lines)
    .where(and(eq(lines.provider, provider), isNull(lines.removedAt)))
    .limit(1);
  return rows.length > 0;
}
