import "server-only";
import { and, eq, ne } from "drizzle-orm";
import type { z } from "zod";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import type { updateEndpointInput } from "./endpoint.schema";
import { accountIssues, asEndpointProvider } from "./provider-modes.schema";

/**
 * Names an endpoint, and sets which account its deliveries must be of. A trigger writes both into the audit log.
 * @throws AppError `not_found` for an unknown, foreign or deleted endpoint, `invalid_input` for an account of another form
 */
export async function updateEndpoint(tx: TenantTx, input: z.output<typeof updateEndpointInput>): Promise<void> {
  const [endpoint] = await tx
    .select({ provider: webhookEndpoints.provider, mode: webhookEndpoints.mode })
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.id, input.endpointId), ne(webhookEndpoints.state, "deleted")))
    .for("update");
  if (!endpoint) throw new AppError("not_found", "This webhook address does not exist");
  const provider = asEndpointProvider(endpoint.provider);
  if (provider === null || accountIssues(provider, endpoint.mode, input.account).length > 0) {
    throw new AppError("invalid_input", "This is no account of that provider");
  }
  await tx
    .update(webhookEndpoints)
    .set({ label: input.label, account: input.account, updatedAt: new Date() })
    .where(eq(webhookEndpoints.id, input.endpointId));
}
