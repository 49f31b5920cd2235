import "server-only";
import { inTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { testConnection } from "@/lib/integrations/vapi/test-connection";
import { saveApiKey } from "@/lib/vault/save-api-key";
import { type ConfigureResult, configureVapi } from "./configure-vapi";

/** How long the key before stays usable when a key is replaced. */
const OVERLAP_HOURS = 24;

export type ConnectResult =
  | { kind: "bad_key" | "unreachable" | "rate_limited" | "unexpected" }
  | ({ kind: "saved" } & { configured: ConfigureResult });

/**
 * Keeps the firm's VAPI key after the provider has accepted it, and sets the firm up there. A key that the provider
 * refuses is not kept, and the one before stays in use.
 */
export async function connectVapi(
  principal: Principal,
  input: { apiKey: string; userId: string | null; appUrl: string },
): Promise<ConnectResult> {
  const test = await testConnection(input.apiKey);
  if (!test.ok) return { kind: test.reason };
  await inTenant(principal, (tx) =>
    saveApiKey(tx, { service: "vapi", key: input.apiKey, userId: input.userId, overlapHours: OVERLAP_HOURS }),
  );
  return { kind: "saved", configured: await configureVapi(principal, { appUrl: input.appUrl }) };
}
