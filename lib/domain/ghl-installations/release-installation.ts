import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import { rowsOf, type TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import type { releaseInstallationInput } from "./installations.schema";

/**
 * Gives a location back that the firm has, or its request for one. From then on its events are nobody's.
 * @throws AppError `not_found` for one that is not the firm's, known or not
 */
export async function releaseInstallation(
  tx: TenantTx,
  { locationId }: z.output<typeof releaseInstallationInput>,
): Promise<void> {
  const [row] = await rowsOf<{ is_released: boolean }>(
    tx,
    sql`select docketline.release_ghl_installation(${locationId}) as is_released`,
  );
  if (row?.is_released !== true) throw new AppError("not_found", "This location is not connected");
  await auditEvent(tx, {
    action: "ghl_installation.release",
    subjectType: "ghl_installations",
    subjectId: locationId,
    outcome: "done",
    detail: {},
  });
}
