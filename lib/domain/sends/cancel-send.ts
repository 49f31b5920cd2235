import "server-only";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { closeSend } from "./close-send";
import { lockSend } from "./lock-send";

export type CancelReason = "person" | "opted_out" | "stopped";

/**
 * Takes back a message that still waits for its time or turn. False when it is too late: it left, or ended already.
 * @throws AppError `not_found` for a message that was not written here or is not there for this person
 */
export async function cancelSend(
  tx: TenantTx,
  { messageId, reason, now }: { messageId: string; reason: CancelReason; now: Date },
): Promise<boolean> {
  const locked = await lockSend(tx, messageId);
  if (locked === null) throw new AppError("not_found", "There is no such message");
  if (locked.send.state !== "waiting") return false;
  await closeSend(tx, { messageId, state: "cancelled", failureCode: reason, trigger: "messages.cancel", now });
  return true;
}
