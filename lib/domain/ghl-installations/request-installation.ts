import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import { rowsOf, type TenantTx } from "@/db/tenant";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import type { requestInstallationInput } from "./installations.schema";

/**
 * Asks for a location that installed the HighLevel app, for the transaction's firm. Nothing of the location reaches the firm
 * before the platform's administration has agreed: whoever knows a location's id has not proven that it is theirs.
 * @returns false when no installation waits under this id; an unknown, a removed and another firm's one are answered alike
 */
export async function requestInstallation(
  tx: TenantTx,
  { locationId }: z.output<typeof requestInstallationInput>,
): Promise<boolean> {
  const userId = tx.actor.type === "user" ? tx.actor.userId : null;
  const [row] = await rowsOf<{ is_requested: boolean }>(
    tx,
    sql`select docketline.request_ghl_installation(${locationId}, ${userId}) as is_requested`,
  );
  const isRequested = row?.is_requested === true;
  await auditEvent(tx, {
    action: "ghl_installation.request",
    subjectType: "ghl_installations",
    subjectId: locationId,
    outcome: isRequested ? "done" : "denied",
    detail: {},
  });
  return isRequested;
}
