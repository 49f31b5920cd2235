import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { consents } from "@/db/schema/consents";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { lockPerson } from "@/lib/domain/contact-gate/lock-person";

/**
 * Ends an agreement; its wording and proof stay. A second revocation changes nothing. Whoever relies on it for a send or
 * ends it by a stop holds the person's place as well, so that none waits crosswise.
 * @throws AppError `not_found` for a consent that is not this firm's
 */
export async function revokeConsent(tx: TenantTx, input: { consentId: string; now: Date }): Promise<void> {
  const [known] = await tx
    .select({ address: consents.e164, contactId: consents.contactId })
    .from(consents)
    .where(eq(consents.id, input.consentId));
  if (!known) throw new AppError("not_found", "There is no such consent");
  await lockPerson(tx, known);
  await tx
    .update(consents)
    .set({ revokedAt: input.now })
    .where(and(eq(consents.id, input.consentId), isNull(consents.revokedAt)));
}
