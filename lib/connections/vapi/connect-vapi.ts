import "server-only";
import { inTenant, type TenantTx } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { expireApiKeysJob } from "@/lib/domain/api-keys/expire-api-keys.job";
import { testConnection } from "@/lib/integrations/vapi/test-connection";
import { enqueue } from "@/lib/jobs/enqueue";
import { fingerprintOf } from "@/lib/vault/fingerprint-of";
import { listApiKeys } from "@/lib/vault/list-api-keys";
import { saveApiKey } from "@/lib/vault/save-api-key";
import { type ConfigureResult, configureVapi } from "./configure-vapi";
import { OVERLAP_HOURS } from "./overlap-hours";

export type ConnectResult =
  | { kind: "bad_key" | "unreachable" | "rate_limited" | "unexpected" }
  /** `isNewKey` is false for the key that is in use already: nothing was rotated. */
  | { kind: "saved"; isNewKey: boolean; configured: ConfigureResult };

type NewKey = { apiKey: string; userId: string | null };

/**
 * Keeps the firm's VAPI key after the provider has accepted it, and sets the firm up there. A key that the provider
 * refuses is not kept, and the one before stays in use.
 */
export async function connectVapi(principal: Principal, input: NewKey & { appUrl: string }): Promise<ConnectResult> {
  const test = await testConnection(input.apiKey);
  if (!test.ok) return { kind: test.reason };
  const isNewKey = await inTenant(principal, (tx) => keep(tx, input));
  return { kind: "saved", isNewKey, configured: await configureVapi(principal, { appUrl: input.appUrl }) };
}

async function keep(tx: TenantTx, { apiKey, userId }: NewKey): Promise<boolean> {
  const before = (await listApiKeys(tx, "vapi")).find(({ state }) => state === "current");
  if (before?.fingerprint === fingerprintOf(apiKey)) return false;
  await saveApiKey(tx, { service: "vapi", key: apiKey, userId, overlapHours: OVERLAP_HOURS });
  if (before) {
    const at = new Date(Date.now() + OVERLAP_HOURS * 3_600_000);
    await enqueue(tx, expireApiKeysJob, {}, { at });
  }
  return true;
}
