import "server-only";
import { sql } from "drizzle-orm";
import { type OpenTx, rowsOf, type TenantTx } from "@/db/tenant";
import { findGhlFirm } from "./find-ghl-firm";

/**
 * Ends the installation of a location, and with it any firm's claim of it. A removal that is older than the installation
 * changes nothing. Inside a firm only its own claim can end: through a door with a secret of its own it may say anything.
 * @returns whether it ended one
 */
export async function removeGhlInstallation(
  tx: OpenTx | TenantTx,
  { locationId, removedAt }: { locationId: string; removedAt: Date },
): Promise<boolean> {
  if ("tenantId" in tx && (await findGhlFirm(tx, locationId)) !== tx.tenantId) return false;
  const removed = await rowsOf<{ firm_id: string | null }>(
    tx,
    sql`select firm_id from docketline.remove_ghl_installation(${locationId}, ${removedAt.toISOString()}::timestamptz)`,
  );
  return removed.length > 0;
}
