import { z } from "zod";

/** Providers that an endpoint can be made for. */
const ENDPOINT_PROVIDERS = ["vapi"] as const;

const mode = z.enum(["standard-webhooks", "vapi-hmac", "bearer", "secret-header"]);

export const createEndpointInput = z.strictObject({ provider: z.enum(ENDPOINT_PROVIDERS), mode });

/** How long the secret of before stays valid beside the new one; 0 ends it at once. */
export const rotateEndpointSecretInput = z.strictObject({
  endpointId: z.uuid(),
  overlapHours: z.int().min(0).max(72).default(24),
});

export const setEndpointStateInput = z.strictObject({
  endpointId: z.uuid(),
  state: z.enum(["active", "paused", "deleted"]),
});

export const revealEndpointInput = z.strictObject({ endpointId: z.uuid() });
