import "server-only";
import { eq } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { lockContactNumber } from "@/lib/domain/contact-gate/lock-person";
import { closeCall } from "./close-call";

/**
 * Takes back a call that still waits for its time. A second press changes nothing.
 * @throws AppError `not_found` for an unknown, foreign or walled call; `conflict` when the dialling has begun
 */
export async function cancelCall(tx: TenantTx, callId: string): Promise<void> {
  const [known] = await tx
    .select({ clientNumber: callLogs.clientNumber })
    .from(callLogs)
    .where(eq(callLogs.id, callId));
  if (!known) throw new AppError("not_found", "There is no such call");
  await lockContactNumber(tx, known.clientNumber);
  const [call] = await tx
    .select({ state: callLogs.state, dialState: callLogs.dialState })
    .from(callLogs)
    .where(eq(callLogs.id, callId))
    .for("update");
  if (call?.state === "cancelled") return;
  if (call?.state !== "scheduled" || call.dialState !== "waiting") {
    throw new AppError("conflict", "The call has already begun");
  }
  await closeCall(tx, {
    callId,
    state: "cancelled",
    dialState: "none",
    outcome: "canceled",
    failureCode: "cancelled_by_staff",
    trigger: "person",
    now: new Date(),
  });
}
