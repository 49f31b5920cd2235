import "server-only";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { findLine } from "@/lib/domain/lines/find-line";
import { keyServiceOf } from "@/lib/domain/lines/key-service-of";
import type { LineRow } from "@/lib/domain/lines/line-row";
import { getApiKey } from "@/lib/vault/get-api-key";

export type LineInstance = { line: LineRow; name: string; token: string };

/**
 * A WhatsApp line of the firm with the token that opens its instance at the gateway.
 * @throws AppError `not_found` for an unknown, foreign or removed line, or one that is no WhatsApp instance;
 * `precondition_failed` when its token is gone
 */
export async function loadInstance(tx: TenantTx, lineId: string): Promise<LineInstance> {
  const line = await findLine(tx, lineId);
  if (line === null || line.removedAt !== null || line.provider !== "evolution") {
    throw new AppError("not_found", "This WhatsApp line does not exist");
  }
  const token = await getApiKey(tx, keyServiceOf(line));
  if (token === null) throw new AppError("precondition_failed", "This line has no key. Remove it and connect again");
  return { line, name: line.address, token };
}
