import "server-only";
import { eq } from "drizzle-orm";
import { connections } from "@/db/schema/connections";
import { inTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { type ConnectionTest, testConnection } from "@/lib/integrations/vapi/test-connection";
import { getApiKey } from "@/lib/vault/get-api-key";

/** Asks VAPI whether a typed key works, or the firm's own when none is given. The outcome of the latter is kept. */
export async function testVapi(
  principal: Principal,
  typedKey: string | null,
): Promise<ConnectionTest | { ok: false; reason: "no_key" }> {
  if (typedKey !== null) return testConnection(typedKey);
  const apiKey = await inTenant(principal, (tx) => getApiKey(tx, "vapi"));
  if (apiKey === null) return { ok: false, reason: "no_key" };
  const test = await testConnection(apiKey);
  await inTenant(principal, (tx) =>
    tx
      .update(connections)
      .set({
        state: test.ok ? "connected" : "failing",
        lastTestedAt: new Date(),
        lastTestResult: test.ok ? "ready" : test.reason,
      })
      .where(eq(connections.serviceName, "vapi")),
  );
  return test;
}
