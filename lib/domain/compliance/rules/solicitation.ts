import "server-only";
import { FEDERAL_SOURCES } from "../federal-policy";
import type { RuleResult } from "../gate-decision";
import type { GateFacts } from "../gate-facts";

/** A firm calls its clients and those who turned to it first; anyone else would be live solicitation (Model Rule 7.3). */
export function solicitationRule(facts: GateFacts): RuleResult<"solicitation"> {
  const isBlocked = facts.relationship === "none";
  return {
    code: "solicitation",
    status: isBlocked ? "blocked" : "passed",
    evidence: { relationship: facts.relationship, purpose: facts.purpose },
    remedy: isBlocked ? "wait_for_person_to_initiate" : null,
    clearsAt: null,
    sources: [...FEDERAL_SOURCES.solicitation],
  };
}
