"use server";

import { revalidatePath } from "next/cache";
import { providerAction, tenantAction } from "@/lib/actions/action-client";
import { configureVapi } from "@/lib/connections/vapi/configure-vapi";
import { connectVapi } from "@/lib/connections/vapi/connect-vapi";
import { credentialSecret } from "@/lib/connections/vapi/credential-settings";
import { disconnectVapi } from "@/lib/connections/vapi/disconnect-vapi";
import { restoreVapiKey } from "@/lib/connections/vapi/restore-vapi-key";
import { testVapi } from "@/lib/connections/vapi/test-vapi";
import {
  saveVapiCredentialInput,
  saveVapiKeyInput,
  testVapiInput,
} from "@/lib/connections/vapi/vapi-connection.schema";
import { getEnv } from "@/lib/core/env";
import {
  revealEndpointInput,
  rotateEndpointSecretInput,
  setEndpointStateInput,
} from "@/lib/domain/webhook-endpoints/endpoint.schema";
import { revealEndpoint } from "@/lib/domain/webhook-endpoints/reveal-endpoint";
import { rotateEndpointSecret } from "@/lib/domain/webhook-endpoints/rotate-endpoint-secret";
import { setEndpointState } from "@/lib/domain/webhook-endpoints/set-endpoint-state";

const PATH = "/settings/integrations";
// Each of these asks the provider, and a wrong key is an attempt at guessing.
const PROVIDER_LIMIT = { perMinute: 20 };

export const testConnectionAction = providerAction({
  name: "connection.test",
  permission: "integrations:manage",
  limit: PROVIDER_LIMIT,
})
  .inputSchema(testVapiInput)
  .action(async ({ parsedInput, ctx }) => {
    const test = await testVapi(ctx.principal, { typedKey: parsedInput.apiKey, appUrl: getEnv().APP_URL });
    if (parsedInput.apiKey === null) revalidatePath(PATH);
    return test;
  });

export const saveApiKeyAction = providerAction({
  name: "api_key.save",
  permission: "integrations:manage",
  limit: PROVIDER_LIMIT,
})
  .inputSchema(saveVapiKeyInput)
  .action(async ({ parsedInput, ctx }) => {
    const { userId } = ctx.principal.actor;
    const connected = await connectVapi(ctx.principal, { ...parsedInput, userId, appUrl: getEnv().APP_URL });
    revalidatePath(PATH);
    return connected;
  });

export const restoreApiKeyAction = providerAction({
  name: "api_key.restore",
  permission: "integrations:manage",
  limit: PROVIDER_LIMIT,
}).action(async ({ ctx }) => {
  const configured = await restoreVapiKey(ctx.principal, { appUrl: getEnv().APP_URL });
  revalidatePath(PATH);
  return configured;
});

export const deleteApiKeyAction = providerAction({ name: "api_key.delete", permission: "integrations:manage" }).action(
  async ({ ctx }) => {
    await disconnectVapi(ctx.principal);
    revalidatePath(PATH);
  },
);

export const saveCredentialAction = providerAction({
  name: "connection.save_credential",
  permission: "integrations:manage",
  limit: PROVIDER_LIMIT,
})
  .inputSchema(saveVapiCredentialInput)
  .action(async ({ parsedInput, ctx }) => {
    const configured = await configureVapi(ctx.principal, { ...parsedInput, appUrl: getEnv().APP_URL });
    revalidatePath(PATH);
    return configured;
  });

export const revealEndpointAction = tenantAction({
  name: "webhook_endpoint.reveal",
  permission: "integrations:manage",
  limit: PROVIDER_LIMIT,
})
  .inputSchema(revealEndpointInput)
  .action(async ({ parsedInput, ctx }) => {
    const { path, secret } = await revealEndpoint(ctx.tx, parsedInput);
    return { url: new URL(path, getEnv().APP_URL).href, secret: credentialSecret(secret) };
  });

export const rotateEndpointSecretAction = tenantAction({
  name: "webhook_endpoint.rotate_secret",
  permission: "integrations:manage",
  limit: PROVIDER_LIMIT,
})
  .inputSchema(rotateEndpointSecretInput)
  .action(async ({ parsedInput, ctx }) => {
    const rotated = await rotateEndpointSecret(ctx.tx, parsedInput);
    revalidatePath(PATH);
    return { secret: credentialSecret(rotated.secret), previousUsableUntil: rotated.previousUsableUntil };
  });

export const setEndpointStateAction = tenantAction({
  name: "webhook_endpoint.set_state",
  permission: "integrations:manage",
})
  .inputSchema(setEndpointStateInput)
  .action(async ({ parsedInput, ctx }) => {
    await setEndpointState(ctx.tx, parsedInput);
    revalidatePath(PATH);
  });
