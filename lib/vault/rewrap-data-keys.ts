import "server-only";
import { eq, ne } from "drizzle-orm";
import { dataKeys } from "@/db/schema/data-keys";
import type { TenantTx } from "@/db/tenant";
import { forgetDataKeys, wrapContext } from "./data-key";
import { openEnvelope, sealEnvelope } from "./envelope";
import { currentKekVersion, wrappingKey } from "./keyring";

/**
 * Brings the firm's data keys under the current key-encryption key. Sealed values stay as they are. May be run again
 * at any time; an old version may leave the settings when this returns 0 for every firm.
 * @returns how many keys were wrapped anew
 */
export async function rewrapDataKeys(tx: TenantTx): Promise<number> {
  const kekVersion = currentKekVersion();
  const rows = await tx
    .select({
      id: dataKeys.id,
      version: dataKeys.version,
      kekVersion: dataKeys.kekVersion,
      wrappedKey: dataKeys.wrappedKey,
    })
    .from(dataKeys)
    .where(ne(dataKeys.kekVersion, kekVersion))
    .for("update");
  for (const row of rows) {
    const context = wrapContext(tx, row.id);
    const material = openEnvelope(wrappingKey(row.kekVersion), context, row.wrappedKey);
    const reference = { kekVersion, dataKeyId: row.id, dataKeyVersion: row.version };
    const wrappedKey = sealEnvelope(wrappingKey(kekVersion), reference, context, material);
    await tx.update(dataKeys).set({ wrappedKey, kekVersion }).where(eq(dataKeys.id, row.id));
  }
  if (rows.length > 0) forgetDataKeys();
  return rows.length;
}
