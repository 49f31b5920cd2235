import "server-only";
import type { consents } from "@/db/schema/consents";
import type { ConsentFact } from "@/lib/domain/compliance/gate-facts";

export type ConsentColumns = Pick<
  typeof consents.$inferSelect,
  | "id"
  | "channel"
  | "purpose"
  | "level"
  | "capturedAt"
  | "expiresAt"
  | "revokedAt"
  | "signatureKind"
  | "isNotConditionStated"
>;

/** What the gate may know of a row of the ledger. Only a written consent has a signature and a disclosure to be judged. */
export function consentFactOf(row: ConsentColumns): ConsentFact {
  const { id, channel, purpose, level, capturedAt, expiresAt, revokedAt } = row;
  const given = { id, channel, purpose, capturedAt, expiresAt, revokedAt };
  if (level !== "express_written") return { ...given, level };
  const isSigned = row.signatureKind !== null;
  return { ...given, level, isSigned, isNotConditionStated: row.isNotConditionStated === true };
}
