"use server";

import { revalidatePath } from "next/cache";
import { providerAction, tenantAction } from "@/lib/actions/action-client";
import { getEnv } from "@/lib/core/env";
import {
  releaseInstallationInput,
  requestInstallationInput,
} from "@/lib/domain/ghl-installations/installations.schema";
import { releaseInstallation } from "@/lib/domain/ghl-installations/release-installation";
import { requestInstallation } from "@/lib/domain/ghl-installations/request-installation";
import { createEndpoint } from "@/lib/domain/webhook-endpoints/create-endpoint";
import {
  createEndpointInput,
  revealEndpointInput,
  rotateEndpointSecretInput,
  sendTestEventInput,
  setEndpointStateInput,
  updateEndpointInput,
} from "@/lib/domain/webhook-endpoints/endpoint.schema";
import { revealEndpoint } from "@/lib/domain/webhook-endpoints/reveal-endpoint";
import { rotateEndpointSecret } from "@/lib/domain/webhook-endpoints/rotate-endpoint-secret";
import { setEndpointState } from "@/lib/domain/webhook-endpoints/set-endpoint-state";
import { updateEndpoint } from "@/lib/domain/webhook-endpoints/update-endpoint";
import { sendTestEvent } from "@/lib/webhooks/send-test-event";
import { shownSecret } from "./shown-secret";

const PATH = "/settings/webhooks";
const SECRET_LIMIT = { perMinute: 20 };
// A test costs a request through the door, and a wrong location id is an attempt at guessing.
const PROBE_LIMIT = { perMinute: 10 };

export const createEndpointAction = tenantAction({
  name: "webhook_endpoint.create",
  permission: "integrations:manage",
  limit: SECRET_LIMIT,
})
  .inputSchema(createEndpointInput)
  .action(async ({ parsedInput, ctx }) => {
    const { endpointId, path, secret } = await createEndpoint(ctx.tx, parsedInput);
    revalidatePath(PATH);
    const url = new URL(path, getEnv().APP_URL).href;
    const { mode, secret: typed } = parsedInput;
    return { endpointId, url, secret: shownSecret(mode, secret), isSecretGiven: Boolean(typed) };
  });

export const updateEndpointAction = tenantAction({
  name: "webhook_endpoint.update",
  permission: "integrations:manage",
})
  .inputSchema(updateEndpointInput)
  .action(async ({ parsedInput, ctx }) => {
    await updateEndpoint(ctx.tx, parsedInput);
    revalidatePath(PATH, "layout");
  });

export const revealSecretAction = tenantAction({
  name: "webhook_endpoint.reveal",
  permission: "integrations:manage",
  limit: SECRET_LIMIT,
})
  .inputSchema(revealEndpointInput)
  .action(async ({ parsedInput, ctx }) => {
    const { mode, secret } = await revealEndpoint(ctx.tx, parsedInput);
    return { secret: shownSecret(mode, secret) };
  });

export const rotateSecretAction = tenantAction({
  name: "webhook_endpoint.rotate_secret",
  permission: "integrations:manage",
  limit: SECRET_LIMIT,
})
  .inputSchema(rotateEndpointSecretInput)
  .action(async ({ parsedInput, ctx }) => {
    const { mode, secret, previousUsableUntil } = await rotateEndpointSecret(ctx.tx, parsedInput);
    revalidatePath(PATH, "layout");
    return { secret: shownSecret(mode, secret), previousUsableUntil };
  });

export const setEndpointStateAction = tenantAction({
  name: "webhook_endpoint.set_state",
  permission: "integrations:manage",
})
  .inputSchema(setEndpointStateInput)
  .action(async ({ parsedInput, ctx }) => {
    await setEndpointState(ctx.tx, parsedInput);
    revalidatePath(PATH, "layout");
  });

export const sendTestEventAction = providerAction({
  name: "webhook_endpoint.test",
  permission: "integrations:manage",
  limit: PROBE_LIMIT,
})
  .inputSchema(sendTestEventInput)
  .action(async ({ parsedInput, ctx }) => {
    const result = await sendTestEvent(ctx.principal, { ...parsedInput, appUrl: getEnv().APP_URL });
    revalidatePath(PATH, "layout");
    return result;
  });

export const requestInstallationAction = tenantAction({
  name: "ghl_installation.request",
  permission: "integrations:manage",
  limit: PROBE_LIMIT,
})
  .inputSchema(requestInstallationInput)
  .action(async ({ parsedInput, ctx }) => {
    const isRequested = await requestInstallation(ctx.tx, parsedInput);
    revalidatePath(PATH);
    return { isRequested };
  });

export const releaseInstallationAction = tenantAction({
  name: "ghl_installation.release",
  permission: "integrations:manage",
})
  .inputSchema(releaseInstallationInput)
  .action(async ({ parsedInput, ctx }) => {
    await releaseInstallation(ctx.tx, parsedInput);
    revalidatePath(PATH);
  });
