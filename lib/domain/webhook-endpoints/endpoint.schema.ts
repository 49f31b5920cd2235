import { z } from "zod";
import { VERIFICATION_MODES } from "@/db/schema/webhook-endpoints";
import { optionalPersonText } from "@/lib/core/text.schema";
import { ENDPOINT_PROVIDERS, endpointIssues } from "./provider-modes.schema";

const label = optionalPersonText(60);
const account = optionalPersonText(100);
/** Pasted: what stands around it is not part of it. */
const typedSecret = z.string().max(600, "tooLong").trim();

/** A secret that is left out is minted, where the mode has one that Docketline makes. */
export const createEndpointInput = z
  .strictObject({
    provider: z.enum(ENDPOINT_PROVIDERS),
    mode: z.enum(VERIFICATION_MODES),
    label: label.optional(),
    account: account.optional(),
    secret: typedSecret.nullish(),
  })
  .superRefine((input, context) => {
    for (const { field, reason } of endpointIssues(input)) {
      context.addIssue({ code: "custom", path: [field], message: reason });
    }
  });

/** What a firm may change of an endpoint that is open; provider and mode stay what the sender was set up with. */
export const updateEndpointInput = z.strictObject({ endpointId: z.uuid(), label, account });

/** How long the secret of before stays valid beside the new one; 0 ends it at once. */
export const rotateEndpointSecretInput = z.strictObject({
  endpointId: z.uuid(),
  overlapHours: z.int().min(0).max(72).default(24),
  /** The provider's new secret, where it makes them; otherwise one is minted when it is left out. */
  secret: typedSecret.nullish(),
});

export const setEndpointStateInput = z.strictObject({
  endpointId: z.uuid(),
  state: z.enum(["active", "paused", "deleted"]),
});

export const revealEndpointInput = z.strictObject({ endpointId: z.uuid() });

export const sendTestEventInput = z.strictObject({ endpointId: z.uuid() });
