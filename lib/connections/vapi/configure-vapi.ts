import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { type ConnectionSettings, connections } from "@/db/schema/connections";
import { inTenant, lockName, type TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { connectPhoneNumber } from "@/lib/integrations/vapi/connect-phone-number";
import { type SetUpAssistantResult, setUpAssistant } from "@/lib/integrations/vapi/set-up-assistant";
import { getApiKey } from "@/lib/vault/get-api-key";
import { openVapiEndpoint } from "./open-vapi-endpoint";
import { problemOf, type VapiProblem } from "./vapi-problem";

export type ConfigureResult =
  | { kind: "ready"; hasNumber: boolean; isSigned: boolean }
  | { kind: "failed"; failure: VapiProblem };

/**
 * Brings the firm's assistant and number at VAPI up to date: they report to the firm's own door, signed by
 * `credentialId` (made by the firm at VAPI with the door's secret). May be run again at any time. Opens the door again
 * that ending the connection had paused; one that a person paused stays so.
 * @throws AppError `precondition_failed` when the firm has no key
 */
export async function configureVapi(
  principal: Principal,
  input: { appUrl: string; credentialId?: string },
): Promise<ConfigureResult> {
  const start = await inTenant(principal, prepare);
  const outcome = await setUp(start, input);
  if (outcome.result !== "unknown_credential") await inTenant(principal, (tx) => record(tx, outcome));
  if (outcome.result === "ready" || outcome.result === "no_number") {
    const isSigned = outcome.settings.credentialId !== undefined;
    return { kind: "ready", hasNumber: outcome.result === "ready", isSigned };
  }
  return { kind: "failed", failure: outcome.result };
}

type Prepared = { apiKey: string; path: string; settings: ConnectionSettings };
/** `settings` is whole: what was made at VAPI, and what still holds of what was there before. */
type Outcome = { result: "ready" | VapiProblem; settings: ConnectionSettings };

async function prepare(tx: TenantTx): Promise<Prepared> {
  await lockName(tx, "connection:vapi");
  const apiKey = await getApiKey(tx, "vapi");
  if (apiKey === null) throw new AppError("precondition_failed", "There is no VAPI key to work with");
  const [connection] = await tx
    .select({ state: connections.state, settings: connections.settings })
    .from(connections)
    .where(eq(connections.serviceName, "vapi"));
  const isConnecting = connection === undefined || connection.state === "disconnected";
  // Until the outcome is recorded: whoever looks after a crash in between reads that it was not finished.
  if (isConnecting) await begin(tx);
  return { apiKey, path: await openVapiEndpoint(tx, { isConnecting }), settings: connection?.settings ?? {} };
}

async function begin(tx: TenantTx): Promise<void> {
  const values = { state: "failing" as const, lastTestResult: "unfinished", updatedAt: new Date() };
  await tx
    .insert(connections)
    .values({ serviceName: "vapi", ...values })
    .onConflictDoUpdate({ target: [connections.tenantId, connections.serviceName], set: values });
}

async function setUp(start: Prepared, input: { appUrl: string; credentialId?: string }): Promise<Outcome> {
  const { apiKey } = start;
  const url = new URL(start.path, input.appUrl).href;
  const before = start.settings;
  let credentialId = input.credentialId ?? before.credentialId;
  const save = () => setUpAssistant({ apiKey, server: { url, credentialId }, saved: savedOf(before) });
  let assistant = await save();
  if (isRefusedInput(assistant) && credentialId !== undefined) {
    if (input.credentialId !== undefined) return { result: "unknown_credential", settings: before };
    // The key is of another account than before, which does not have the credential of before.
    credentialId = undefined;
    assistant = await save();
  }
  if (assistant.kind === "failed") return { result: problemOf(assistant.failure), settings: before };
  const number = await connectPhoneNumber({ apiKey, server: { url, credentialId }, wanted: before.phoneNumberId });
  const { assistantId, assistantRevision } = assistant;
  const made = { assistantId, assistantRevision, ...(credentialId === undefined ? {} : { credentialId }) };
  switch (number.kind) {
    case "ready": {
      const { phoneNumberId, phoneNumber } = number;
      return { result: "ready", settings: { ...made, phoneNumberId, ...(phoneNumber ? { phoneNumber } : {}) } };
    }
    case "no_number":
      return { result: "no_number", settings: made };
    case "failed":
      return { result: problemOf(number.failure), settings: { ...numberOf(before), ...made } };
  }
}

function isRefusedInput(result: SetUpAssistantResult): boolean {
  return result.kind === "failed" && result.failure.kind === "refused" && result.failure.reason === "bad_request";
}

/** Keeps the outcome, unless the connection was ended while VAPI was being asked. */
async function record(tx: TenantTx, { result, settings }: Outcome): Promise<void> {
  await lockName(tx, "connection:vapi");
  await tx
    .update(connections)
    .set({
      state: result === "ready" ? "connected" : "failing",
      settings,
      lastTestedAt: new Date(),
      lastTestResult: result,
      updatedAt: new Date(),
    })
    .where(and(eq(connections.serviceName, "vapi"), ne(connections.state, "disconnected")));
}

function savedOf({ assistantId, assistantRevision }: ConnectionSettings) {
  return {
    ...(assistantId === undefined ? {} : { assistantId }),
    ...(assistantRevision === undefined ? {} : { assistantRevision }),
  };
}

function numberOf({ phoneNumberId, phoneNumber }: ConnectionSettings): ConnectionSettings {
  return {
    ...(phoneNumberId === undefined ? {} : { phoneNumberId }),
    ...(phoneNumber === undefined ? {} : { phoneNumber }),
  };
}
