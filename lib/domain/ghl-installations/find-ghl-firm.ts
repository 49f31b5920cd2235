import "server-only";
import { sql } from "drizzle-orm";
import { type OpenTx, rowsOf, type TenantTx } from "@/db/tenant";
import type { TenantId } from "@/lib/core/principal";
import { asTenantId } from "@/lib/core/tenant-id";

/** The firm that a HighLevel location was given to; null for one that nobody has, asks for only, or removed. */
export async function findGhlFirm(tx: OpenTx | TenantTx, locationId: string): Promise<TenantId | null> {
  const [row] = await rowsOf<{ firm_id: string }>(tx, sql`select firm_id from docketline.find_ghl_firm(${locationId})`);
  return row ? asTenantId(row.firm_id) : null;
}
