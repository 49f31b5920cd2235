import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { type ConnectionSettings, connections } from "@/db/schema/connections";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import { inTenant, lockName, type TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { createEndpoint } from "@/lib/domain/webhook-endpoints/create-endpoint";
import { findEndpointPath } from "@/lib/domain/webhook-endpoints/find-endpoint-path";
import { connectPhoneNumber } from "@/lib/integrations/vapi/connect-phone-number";
import { setUpAssistant } from "@/lib/integrations/vapi/set-up-assistant";
import type { VapiFailure } from "@/lib/integrations/vapi/vapi-failure";
import { getApiKey } from "@/lib/vault/get-api-key";

export type ConfigureResult =
  | { kind: "ready"; hasNumber: boolean; isSigned: boolean }
  | { kind: "failed"; failure: VapiFailure["kind"] };

/**
 * Brings the firm's assistant and number at VAPI up to date: they report to the firm's own door, signed by
 * `credentialId` (made by the firm at VAPI with the door's secret). May be run again at any time.
 * @throws AppError `precondition_failed` when the firm has no key
 */
export async function configureVapi(
  principal: Principal,
  input: { appUrl: string; credentialId?: string },
): Promise<ConfigureResult> {
  const start = await inTenant(principal, prepare);
  const credentialId = input.credentialId ?? start.settings.credentialId;
  const server = { url: new URL(start.path, input.appUrl).href, credentialId };
  const assistant = await setUpAssistant({ apiKey: start.apiKey, server, saved: savedOf(start.settings) });
  if (assistant.kind === "failed") {
    await inTenant(principal, (tx) =>
      record(tx, { state: "failing", result: assistant.failure.kind, settings: start.settings }),
    );
    return { kind: "failed", failure: assistant.failure.kind };
  }
  const number = await connectPhoneNumber({ apiKey: start.apiKey, server, wanted: start.settings.phoneNumberId });
  const settings: ConnectionSettings = {
    ...start.settings,
    assistantId: assistant.assistantId,
    assistantRevision: assistant.assistantRevision,
    ...(credentialId === undefined ? {} : { credentialId }),
    ...(number.kind === "ready" ? { phoneNumberId: number.phoneNumberId } : {}),
    ...(number.kind === "ready" && number.phoneNumber ? { phoneNumber: number.phoneNumber } : {}),
  };
  await inTenant(principal, (tx) => record(tx, { state: "connected", result: number.kind, settings }));
  return { kind: "ready", hasNumber: number.kind === "ready", isSigned: credentialId !== undefined };
}

type Prepared = { apiKey: string; path: string; settings: ConnectionSettings };

async function prepare(tx: TenantTx): Promise<Prepared> {
  await lockName(tx, "connection:vapi");
  const apiKey = await getApiKey(tx, "vapi");
  if (apiKey === null) throw new AppError("precondition_failed", "There is no VAPI key to work with");
  const [connection] = await tx
    .select({ settings: connections.settings })
    .from(connections)
    .where(eq(connections.serviceName, "vapi"));
  return { apiKey, path: await ensureEndpoint(tx), settings: connection?.settings ?? {} };
}

async function ensureEndpoint(tx: TenantTx): Promise<string> {
  const [existing] = await tx
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.provider, "vapi"), ne(webhookEndpoints.state, "deleted")))
    .limit(1);
  if (existing) return findEndpointPath(tx, existing.id);
  const created = await createEndpoint(tx, { provider: "vapi", mode: "standard-webhooks" });
  return created.path;
}

async function record(
  tx: TenantTx,
  input: { state: "connected" | "failing"; result: string; settings: ConnectionSettings },
): Promise<void> {
  const values = {
    state: input.state,
    settings: input.settings,
    lastTestedAt: new Date(),
    lastTestResult: input.result,
    updatedAt: new Date(),
  };
  await tx
    .insert(connections)
    .values({ serviceName: "vapi", ...values })
    .onConflictDoUpdate({ target: [connections.tenantId, connections.serviceName], set: values });
}

function savedOf(settings: ConnectionSettings) {
  return {
    ...(settings.assistantId === undefined ? {} : { assistantId: settings.assistantId }),
    ...(settings.assistantRevision === undefined ? {} : { assistantRevision: settings.assistantRevision }),
  };
}
