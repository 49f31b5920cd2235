import "server-only";
import type { TenantTx } from "@/db/tenant";
import { findInstanceLine } from "@/lib/domain/lines/find-instance-line";
import { keyServiceOf } from "@/lib/domain/lines/key-service-of";
import { getApiKey } from "@/lib/vault/get-api-key";
import type { RecoverableProvider } from "./recoverable-providers";

/**
 * The key with which a door's provider is asked what it had to say: of a WhatsApp instance that is one of the firm's lines the
 * line's own, otherwise the one that the firm saved for the provider.
 */
export async function findRecoveryKey(
  tx: TenantTx,
  { provider, account }: { provider: RecoverableProvider; account: string | null },
): Promise<string | null> {
  const line = provider === "evolution" && account !== null ? await findInstanceLine(tx, account) : null;
  const own = line === null ? null : await getApiKey(tx, keyServiceOf(line));
  return own ?? getApiKey(tx, provider);
}
