import "server-only";
import { desc, eq } from "drizzle-orm";
import { consents } from "@/db/schema/consents";
import type { TenantTx } from "@/db/tenant";

const LIMIT = 100;

export type ConsentRow = Pick<
  typeof consents.$inferSelect,
  | "id"
  | "e164"
  | "channel"
  | "purpose"
  | "level"
  | "captureMethod"
  | "wording"
  | "wordingVersion"
  | "language"
  | "capturedAt"
  | "capturedByUserId"
  | "evidence"
  | "expiresAt"
  | "revokedAt"
  | "signatureKind"
  | "isNotConditionStated"
>;

/** A contact's agreements, newest first, revoked ones included: at most 100. */
export async function listConsents(tx: TenantTx, contactId: string): Promise<ConsentRow[]> {
  return tx
    .select({
      id: consents.id,
      e164: consents.e164,
      channel: consents.channel,
      purpose: consents.purpose,
      level: consents.level,
      captureMethod: consents.captureMethod,
      wording: consents.wording,
      wordingVersion: consents.wordingVersion,
      language: consents.language,
      capturedAt: consents.capturedAt,
      capturedByUserId: consents.capturedByUserId,
      evidence: consents.evidence,
      expiresAt: consents.expiresAt,
      revokedAt: consents.revokedAt,
      signatureKind: consents.signatureKind,
      isNotConditionStated: consents.isNotConditionStated,
    })
    .from(consents)
    .where(eq(consents.contactId, contactId))
    .orderBy(desc(consents.capturedAt), desc(consents.id))
    .limit(LIMIT);
}
