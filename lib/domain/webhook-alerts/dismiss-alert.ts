import "server-only";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { closeAlert } from "./close-alert";

/**
 * Closes an alert that somebody knows about; of its kind none is opened for the endpoint within a day.
 * @throws AppError `not_found` for one that is unknown, another firm's or closed already
 */
export async function dismissAlert(tx: TenantTx, { alertId, now }: { alertId: string; now: Date }): Promise<void> {
  const isClosed = await closeAlert(tx, { alertId, closedBy: "person", now });
  if (!isClosed) throw new AppError("not_found", "This alert is not open");
}
