import "server-only";
import type { TenantTx } from "@/db/tenant";
import { dataKeyById } from "./data-key";
import { openEnvelope, readReference } from "./envelope";
import { bindingContext, type VaultBinding } from "./seal";

/**
 * Opens what seal made for the same firm, service and row.
 * @throws AppError `internal`, the same whatever is wrong
 */
export async function unseal(tx: TenantTx, binding: VaultBinding, envelope: Buffer): Promise<string> {
  const key = await dataKeyById(tx, readReference(envelope).dataKeyId);
  return openEnvelope(key, bindingContext(tx, binding), envelope).toString("utf8");
}
