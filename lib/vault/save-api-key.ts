import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { apiKeys } from "@/db/schema/api-keys";
import { lockName, type TenantTx } from "@/db/tenant";
import { fingerprintOf } from "./fingerprint-of";
import { seal } from "./seal";

type NewApiKey = { service: string; key: string; userId: string | null; overlapHours: number };

/**
 * Keeps a firm's key for `service`. The key before it stays usable for `overlapHours` (0 ends it at once), so that a
 * rotation loses nothing under way. The key's text is never handed out again except by getApiKey.
 */
export async function saveApiKey(tx: TenantTx, input: NewApiKey): Promise<void> {
  await lockName(tx, `api-key:${input.service}`);
  const usableUntil = new Date(Date.now() + input.overlapHours * 3_600_000);
  await tx
    .update(apiKeys)
    .set({ state: "deleted", ciphertext: null, deletedAt: new Date() })
    .where(and(eq(apiKeys.serviceName, input.service), eq(apiKeys.state, "previous")));
  await tx
    .update(apiKeys)
    .set(
      input.overlapHours > 0
        ? { state: "previous", usableUntil }
        : { state: "deleted", ciphertext: null, deletedAt: new Date() },
    )
    .where(and(eq(apiKeys.serviceName, input.service), eq(apiKeys.state, "current")));
  const id = randomUUID();
  await tx.insert(apiKeys).values({
    id,
    serviceName: input.service,
    state: "current",
    ciphertext: await seal(tx, { service: input.service, recordId: id }, input.key),
    lastFour: input.key.slice(-4),
    fingerprint: fingerprintOf(input.key),
    createdByUserId: input.userId,
  });
}
