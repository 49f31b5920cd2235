import "server-only";
import { sql } from "drizzle-orm";
import { rowsOf, type TenantTx } from "@/db/tenant";

export type Installation = {
  locationId: string;
  /** HighLevel's name of the business; null until the location is the firm's, because a request proves nothing. */
  companyName: string | null;
  state: "requested" | "claimed" | "uninstalled";
  requestedAt: Date | null;
  decidedAt: Date | null;
};

/** The locations that the firm has or asks for, and those it had until the app was removed; the oldest first, 200 at most. */
export async function listInstallations(tx: TenantTx): Promise<Installation[]> {
  const rows = await rowsOf<{
    location_id: string;
    company_name: string | null;
    state: Installation["state"];
    requested_at: string | Date | null;
    decided_at: string | Date | null;
  }>(
    tx,
    sql`select location_id, case when state = 'requested' then null else company_name end as company_name, state,
      requested_at, decided_at from docketline.list_ghl_installations()`,
  );
  return rows.map((row) => ({
    locationId: row.location_id,
    companyName: row.company_name,
    state: row.state,
    requestedAt: row.requested_at === null ? null : new Date(row.requested_at),
    decidedAt: row.decided_at === null ? null : new Date(row.decided_at),
  }));
}
