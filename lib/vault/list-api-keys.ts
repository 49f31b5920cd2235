import "server-only";
import { and, desc, eq, ne } from "drizzle-orm";
import { apiKeys } from "@/db/schema/api-keys";
import type { TenantTx } from "@/db/tenant";

/** What may be shown of a key. */
export type ApiKeySummary = {
  id: string;
  state: "current" | "previous";
  lastFour: string;
  fingerprint: string;
  createdByUserId: string | null;
  createdAt: Date;
  lastUsedAt: Date | null;
  usableUntil: Date | null;
};

/** The firm's usable keys for `service`, the current one first. */
export async function listApiKeys(tx: TenantTx, service: string): Promise<ApiKeySummary[]> {
  const rows = await tx
    .select({
      id: apiKeys.id,
      state: apiKeys.state,
      lastFour: apiKeys.lastFour,
      fingerprint: apiKeys.fingerprint,
      createdByUserId: apiKeys.createdByUserId,
      createdAt: apiKeys.createdAt,
      lastUsedAt: apiKeys.lastUsedAt,
      usableUntil: apiKeys.usableUntil,
    })
    .from(apiKeys)
    .where(and(eq(apiKeys.serviceName, service), ne(apiKeys.state, "deleted")))
    .orderBy(desc(apiKeys.createdAt))
    .limit(2);
  return rows.flatMap((row) => (row.state === "deleted" ? [] : [{ ...row, state: row.state }]));
}
