import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { consents } from "@/db/schema/consents";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";

/**
 * Ends an agreement; its wording and proof stay. A second revocation changes nothing.
 * @throws AppError `not_found` for a consent that is not this firm's
 */
export async function revokeConsent(tx: TenantTx, input: { consentId: string; now: Date }): Promise<void> {
  const revoked = await tx
    .update(consents)
    .set({ revokedAt: input.now })
    .where(and(eq(consents.id, input.consentId), isNull(consents.revokedAt)))
    .returning({ id: consents.id });
  if (revoked.length > 0) return;
  const [known] = await tx.select({ id: consents.id }).from(consents).where(eq(consents.id, input.consentId));
  if (!known) throw new AppError("not_found", "There is no such consent");
}
