import "server-only";
import { sql } from "drizzle-orm";
import { inPlatform, rowsOf } from "@/db/tenant";
import type { TenantId } from "@/lib/core/principal";
import { asTenantId } from "@/lib/core/tenant-id";

/** Firms that are not closed, and those of them that have an open webhook door. */
export async function listSweptFirms(): Promise<{ all: TenantId[]; withDoor: TenantId[] }> {
  const rows = await inPlatform((tx) =>
    rowsOf<{ tenant: string; has_door: boolean }>(
      tx,
      sql`select f.tenant_id as tenant,
          exists (select 1 from webhook_endpoints e where e.tenant_id = f.tenant_id and e.state <> 'deleted') as has_door
        from firms f where f.deleted_at is null order by 1`,
    ),
  );
  const firms = rows.map((row) => ({ tenantId: asTenantId(row.tenant), hasDoor: row.has_door }));
  return {
    all: firms.map(({ tenantId }) => tenantId),
    withDoor: firms.filter(({ hasDoor }) => hasDoor).map(({ tenantId }) => tenantId),
  };
}
