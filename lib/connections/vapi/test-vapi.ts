import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { connections } from "@/db/schema/connections";
import { inTenant, type TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { testConnection } from "@/lib/integrations/vapi/test-connection";
import { getApiKey } from "@/lib/vault/get-api-key";
import { configureVapi } from "./configure-vapi";
import type { VapiProblem } from "./vapi-problem";

export type VapiTest = { ok: true } | { ok: false; problem: VapiProblem };

/**
 * Asks VAPI whether a typed key works, keeping nothing; or, when none is given, whether the firm's own does, keeping the
 * outcome. Where the connection needed attention and its key works, the set-up is tried again.
 * @throws AppError `precondition_failed` when no key is given and the firm has none
 */
export async function testVapi(
  principal: Principal,
  input: { typedKey: string | null; appUrl: string },
): Promise<VapiTest> {
  if (input.typedKey !== null) return ask(input.typedKey);
  const saved = await inTenant(principal, readSaved);
  const test = await ask(saved.apiKey);
  if (test.ok && saved.isFailing) return repair(principal, input.appUrl);
  await inTenant(principal, (tx) =>
    tx
      .update(connections)
      .set({
        state: test.ok ? "connected" : "failing",
        lastTestedAt: new Date(),
        lastTestResult: test.ok ? "ready" : test.problem,
      })
      .where(and(eq(connections.serviceName, "vapi"), ne(connections.state, "disconnected"))),
  );
  return test;
}

async function ask(apiKey: string): Promise<VapiTest> {
  const test = await testConnection(apiKey);
  return test.ok ? test : { ok: false, problem: test.reason };
}

async function readSaved(tx: TenantTx): Promise<{ apiKey: string; isFailing: boolean }> {
  const apiKey = await getApiKey(tx, "vapi");
  if (apiKey === null) throw new AppError("precondition_failed", "There is no VAPI key to test");
  const [connection] = await tx
    .select({ state: connections.state })
    .from(connections)
    .where(eq(connections.serviceName, "vapi"));
  return { apiKey, isFailing: connection?.state !== "connected" };
}

async function repair(principal: Principal, appUrl: string): Promise<VapiTest> {
  const configured = await configureVapi(principal, { appUrl });
  if (configured.kind === "failed") return { ok: false, problem: configured.failure };
  return configured.hasNumber ? { ok: true } : { ok: false, problem: "no_number" };
}
