import "server-only";
import { sql } from "drizzle-orm";
import { rowsOf, withoutTenant } from "@/db/tenant";
import type { TenantId } from "@/lib/core/principal";
import { asTenantId } from "@/lib/core/tenant-id";

/** The firms that a person is or was a member of, through the look-up that maps one user to tenants and nothing else. */
export async function findUserFirms(userId: string): Promise<TenantId[]> {
  const rows = await withoutTenant((tx) =>
    rowsOf<{ tenant_id: string }>(tx, sql`select tenant_id from docketline.find_user_firms(${userId})`),
  );
  return rows.map((row) => asTenantId(row.tenant_id));
}
