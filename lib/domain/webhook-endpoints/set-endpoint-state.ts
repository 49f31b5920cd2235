import "server-only";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import type { setEndpointStateInput } from "./endpoint.schema";

/**
 * Pauses, resumes or deletes an endpoint. A paused one tells senders to come back later; a deleted one is unknown from
 * then on, its secrets are emptied, and it never comes back. Setting the state that it has changes nothing.
 * @throws AppError `not_found` for an unknown, foreign or deleted endpoint
 */
export async function setEndpointState(tx: TenantTx, input: z.output<typeof setEndpointStateInput>): Promise<void> {
  const [endpoint] = await tx
    .select({ state: webhookEndpoints.state })
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, input.endpointId))
    .for("update");
  if (!endpoint || endpoint.state === "deleted") throw new AppError("not_found", "This webhook address does not exist");
  if (endpoint.state === input.state) return;
  const emptied = {
    tokenCiphertext: Buffer.alloc(0),
    secretCiphertext: Buffer.alloc(0),
    previousSecretCiphertext: null,
    previousSecretUsableUntil: null,
  };
  await tx
    .update(webhookEndpoints)
    .set({ state: input.state, updatedAt: new Date(), ...(input.state === "deleted" ? emptied : {}) })
    .where(eq(webhookEndpoints.id, input.endpointId));
}
