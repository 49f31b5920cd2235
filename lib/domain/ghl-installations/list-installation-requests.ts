import "server-only";
import { sql } from "drizzle-orm";
import { type OpenTx, rowsOf } from "@/db/tenant";

export type InstallationRequest = {
  locationId: string;
  companyName: string | null;
  companyId: string | null;
  tenantId: string;
  firmName: string;
  installedAt: Date;
  requestedAt: Date | null;
};

/** Locations that a firm asks for and nobody decided on, for the platform's administration; the oldest first. */
export async function listInstallationRequests(tx: OpenTx): Promise<InstallationRequest[]> {
  const rows = await rowsOf<{
    location_id: string;
    company_name: string | null;
    company_id: string | null;
    firm_id: string;
    firm_name: string;
    installed_at: string | Date;
    requested_at: string | Date | null;
  }>(
    tx,
    sql`select r.location_id, r.company_name, r.company_id, r.firm_id, f.name as firm_name, r.installed_at, r.requested_at
      from docketline.list_ghl_requests() r join firms f on f.tenant_id = r.firm_id
      where r.state = 'requested' order by r.requested_at, r.location_id`,
  );
  return rows.map((row) => ({
    locationId: row.location_id,
    companyName: row.company_name,
    companyId: row.company_id,
    tenantId: row.firm_id,
    firmName: row.firm_name,
    installedAt: new Date(row.installed_at),
    requestedAt: row.requested_at === null ? null : new Date(row.requested_at),
  }));
}
