import "server-only";
import { sql } from "drizzle-orm";
import { inPlatform, rowsOf } from "@/db/tenant";
import type { TenantId } from "@/lib/core/principal";
import { asTenantId } from "@/lib/core/tenant-id";

/** Every firm of the deployment, for the operator's commands. */
export async function listFirmIds(): Promise<TenantId[]> {
  const rows = await inPlatform((tx) =>
    rowsOf<{ tenant: string }>(tx, sql`select tenant_id as tenant from firms order by 1`),
  );
  return rows.map((row) => asTenantId(row.tenant));
}
