import "server-only";
import { FEDERAL_SOURCES } from "../federal-policy";
import type { ConsentRejection, RuleResult } from "../gate-decision";
import type { ConsentFact, GateFacts } from "../gate-facts";
import { type ConsentNeed, consentNeed } from "../kind-policy";

const RANK: Record<ConsentFact["level"], number> = { express: 1, express_written: 2 };

/** A consent of the right channel, purpose and level is on record and in force at the instant (CMP-06). */
export function consentRule(facts: GateFacts, instant: number): RuleResult<"consent"> {
  const need = consentNeed(facts.kind, facts.purpose);
  const judged = facts.consents.map((consent) => ({ consent, reason: reasonAgainst(consent, need, instant) }));
  const matched = judged
    .filter(({ reason }) => reason === null)
    .map(({ consent }) => consent)
    .toSorted((one, other) => other.capturedAt.getTime() - one.capturedAt.getTime())[0];
  return {
    code: "consent",
    status: matched ? "passed" : "blocked",
    evidence: {
      required: need,
      matched: matched
        ? {
            id: matched.id,
            level: matched.level,
            purpose: matched.purpose,
            capturedAt: matched.capturedAt.toISOString(),
          }
        : null,
      rejected: judged.flatMap(({ consent, reason }) => (reason === null ? [] : [{ id: consent.id, reason }])),
    },
    remedy: matched ? null : need.level === "express_written" ? "record_written_consent" : "record_consent",
    clearsAt: null,
    sources: [...FEDERAL_SOURCES.consent],
  };
}

function reasonAgainst(consent: ConsentFact, need: ConsentNeed, instant: number): ConsentRejection | null {
  if (consent.channel !== need.channel) return "wrong_channel";
  if (consent.purpose !== need.purpose) return "wrong_purpose";
  if (RANK[consent.level] < RANK[need.level]) return "level_too_low";
  // A revocation counts from the moment it is known, even when a foreign clock dates it later.
  if (consent.revokedAt !== null) return "revoked";
  if (consent.expiresAt !== null && consent.expiresAt.getTime() <= instant) return "expired";
  return consent.capturedAt.getTime() > instant ? "not_yet_captured" : null;
}
