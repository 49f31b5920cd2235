import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { lines } from "@/db/schema/lines";
import type { TenantTx } from "@/db/tenant";

/** Keeps as which number (E.164) a WhatsApp instance is connected. */
export async function recordLinePhone(
  tx: TenantTx,
  { lineId, phone }: { lineId: string; phone: string },
): Promise<void> {
  await tx
    .update(lines)
    .set({ settings: sql`${lines.settings} || ${JSON.stringify({ phone })}::jsonb`, updatedAt: new Date() })
    .where(
      and(eq(lines.id, lineId), isNull(lines.removedAt), sql`${lines.settings} ->> 'phone' is distinct from ${phone}`),
    );
}
