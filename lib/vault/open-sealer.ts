import "server-only";
import type { TenantTx } from "@/db/tenant";
import { activeDataKey } from "./data-key";
import { sealEnvelope } from "./envelope";
import { bindingContext, type VaultBinding } from "./seal";

/** Seals UTF-8 text for one firm without a transaction. Kept for seconds only: a firm's active key changes. */
export type Sealer = (binding: VaultBinding, plaintext: string) => Buffer;

/** A sealer of the transaction's firm, under the key that is active now. */
export async function openSealer(tx: TenantTx): Promise<Sealer> {
  const { id, version, kekVersion, key } = await activeDataKey(tx);
  const reference = { kekVersion, dataKeyId: id, dataKeyVersion: version };
  const { tenantId } = tx;
  return (binding, plaintext) =>
    sealEnvelope(key, reference, bindingContext({ tenantId }, binding), Buffer.from(plaintext, "utf8"));
}
