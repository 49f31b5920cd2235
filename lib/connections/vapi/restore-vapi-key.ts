import "server-only";
import { inTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { expireApiKeysJob } from "@/lib/domain/api-keys/expire-api-keys.job";
import { enqueue } from "@/lib/jobs/enqueue";
import { restoreApiKey } from "@/lib/vault/restore-api-key";
import { type ConfigureResult, configureVapi } from "./configure-vapi";
import { OVERLAP_HOURS } from "./overlap-hours";

/**
 * Goes back to the key that was replaced, while it overlaps, and brings the set-up at VAPI up to date with it.
 * @throws AppError `not_found` when no replaced key is left
 */
export async function restoreVapiKey(principal: Principal, { appUrl }: { appUrl: string }): Promise<ConfigureResult> {
  await inTenant(principal, async (tx) => {
    await restoreApiKey(tx, { service: "vapi", overlapHours: OVERLAP_HOURS });
    await enqueue(tx, expireApiKeysJob, {}, { at: new Date(Date.now() + OVERLAP_HOURS * 3_600_000) });
  });
  return configureVapi(principal, { appUrl });
}
