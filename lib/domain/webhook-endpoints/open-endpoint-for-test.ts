import "server-only";
import { and, eq, ne } from "drizzle-orm";
import type { z } from "zod";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import { unseal } from "@/lib/vault/unseal";
import type { sendTestEventInput } from "./endpoint.schema";
import { secretBinding, tokenBinding } from "./endpoint-binding";
import { endpointPath } from "./endpoint-secret";
import { asEndpointProvider, type EndpointMode, type EndpointProvider } from "./provider-modes.schema";

/** What is needed to send to an endpoint as its provider would. `secret` is null when nobody has one. */
export type EndpointUnderTest = {
  provider: EndpointProvider;
  mode: EndpointMode;
  account: string | null;
  path: string;
  secret: string | null;
};

/**
 * Opens an endpoint so that the firm can send a test event to it. What it gives never leaves the server; that a test was
 * sent stands in the audit log.
 * @throws AppError `not_found` for an unknown, foreign or deleted endpoint
 */
export async function openEndpointForTest(
  tx: TenantTx,
  { endpointId }: z.output<typeof sendTestEventInput>,
): Promise<EndpointUnderTest> {
  const [row] = await tx
    .select({
      provider: webhookEndpoints.provider,
      mode: webhookEndpoints.mode,
      account: webhookEndpoints.account,
      fingerprint: webhookEndpoints.secretFingerprint,
      tokenCiphertext: webhookEndpoints.tokenCiphertext,
      secretCiphertext: webhookEndpoints.secretCiphertext,
    })
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.id, endpointId), ne(webhookEndpoints.state, "deleted")));
  const provider = row ? asEndpointProvider(row.provider) : null;
  if (!row || provider === null) throw new AppError("not_found", "This webhook address does not exist");
  await auditEvent(tx, {
    action: "webhook_endpoint.test",
    subjectType: "webhook_endpoints",
    subjectId: endpointId,
    outcome: "done",
    detail: { provider },
  });
  const token = await unseal(tx, tokenBinding(endpointId), row.tokenCiphertext);
  const hasSecret = row.fingerprint !== "";
  return {
    provider,
    mode: row.mode,
    account: row.account,
    path: endpointPath(provider, token),
    secret: hasSecret ? await unseal(tx, secretBinding(endpointId), row.secretCiphertext) : null,
  };
}
