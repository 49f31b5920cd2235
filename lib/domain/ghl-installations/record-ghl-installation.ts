import "server-only";
import { sql } from "drizzle-orm";
import type { OpenTx } from "@/db/tenant";

export type GhlInstallation = {
  locationId: string;
  companyId: string | null;
  appId: string | null;
  companyName: string | null;
  /** By HighLevel's clock. */
  installedAt: Date;
};

/**
 * Keeps that a location installed the app. It belongs to no firm until one asks for it and the platform agrees. One that is
 * known changes only when it was uninstalled before `installedAt`.
 */
export async function recordGhlInstallation(tx: OpenTx, told: GhlInstallation): Promise<void> {
  const { locationId, companyId, appId, companyName, installedAt } = told;
  await tx.execute(sql`select docketline.record_ghl_installation(${locationId}, ${companyId}, ${appId}, ${companyName},
    ${installedAt.toISOString()}::timestamptz)`);
}
