import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { findLine } from "@/lib/domain/lines/find-line";
import { hasLineOf } from "@/lib/domain/lines/has-line-of";
import type { LineProvider } from "@/lib/domain/lines/line-row";
import { removeLine } from "@/lib/domain/lines/remove-line";
import { isRecoverable } from "@/lib/domain/webhook-alerts/recoverable-providers";
import { deleteApiKey } from "@/lib/vault/delete-api-key";

/**
 * Removes a number. The provider's key ends with its last line, unless a door of the firm fetches with it what was missed.
 * @throws AppError `not_found` for an unknown, foreign or removed line, and for a WhatsApp instance (see removeWhatsapp)
 */
export async function removeNumber(tx: TenantTx, { lineId }: { lineId: string }): Promise<void> {
  if ((await findLine(tx, lineId))?.provider === "evolution") throw new AppError("not_found", "This is no number");
  const { provider } = await removeLine(tx, { lineId });
  if ((await hasLineOf(tx, provider)) || (await isUsedByDoor(tx, provider))) return;
  await deleteApiKey(tx, provider);
}

async function isUsedByDoor(tx: TenantTx, provider: LineProvider): Promise<boolean> {
  if (!isRecoverable(provider)) return false;
  const [door] = await tx
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.provider, provider), ne(webhookEndpoints.state, "deleted")))
    .limit(1);
  return door !== undefined;
}
