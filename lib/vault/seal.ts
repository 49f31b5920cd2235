import "server-only";
import type { TenantTx } from "@/db/tenant";
import { activeDataKey } from "./data-key";
import { sealEnvelope } from "./envelope";

/** What a sealed value belongs to. Opening it needs the same service and row, in the same firm. */
export type VaultBinding = { service: string; recordId: string };

/** Seals UTF-8 `plaintext` for the transaction's firm and `binding`. */
export async function seal(tx: TenantTx, binding: VaultBinding, plaintext: string): Promise<Buffer> {
  const { id, version, kekVersion, key } = await activeDataKey(tx);
  const reference = { kekVersion, dataKeyId: id, dataKeyVersion: version };
  return sealEnvelope(key, reference, bindingContext(tx, binding), Buffer.from(plaintext, "utf8"));
}

/** The additional data of a sealed value: length-safe, because neither part may hold a line feed. */
export function bindingContext(tx: Pick<TenantTx, "tenantId">, binding: VaultBinding): string {
  return [tx.tenantId, binding.service, binding.recordId].map((part) => part.replaceAll("\n", " ")).join("\n");
}
