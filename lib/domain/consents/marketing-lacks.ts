import "server-only";
import type { consents } from "@/db/schema/consents";

type Written = Pick<typeof consents.$inferSelect, "purpose" | "level" | "signatureKind" | "isNotConditionStated">;

/** What keeps a written consent to marketing from carrying any; nothing for every other consent (see the gate's consent rule). */
export function marketingLacks(consent: Written): ("signature" | "disclosure")[] {
  if (consent.purpose !== "marketing" || consent.level !== "express_written") return [];
  const lacks: ("signature" | "disclosure")[] = [];
  if (consent.signatureKind === null) lacks.push("signature");
  if (consent.isNotConditionStated !== true) lacks.push("disclosure");
  return lacks;
}
