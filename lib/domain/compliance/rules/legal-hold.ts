import "server-only";
import { FEDERAL_SOURCES } from "../federal-policy";
import type { RuleResult } from "../gate-decision";
import type { GateFacts } from "../gate-facts";

/** A hold keeps records and, only where its order says so, forbids contact. */
export function legalHoldRule(facts: GateFacts): RuleResult<"legal_hold"> {
  const { legalHold } = facts;
  const isBlocked = legalHold?.restrictsContact === true;
  return {
    code: "legal_hold",
    status: legalHold === null ? "not_applicable" : isBlocked ? "blocked" : "passed",
    evidence: { holdId: legalHold?.id ?? null, restrictsContact: isBlocked },
    remedy: isBlocked ? "ask_hold_owner" : null,
    clearsAt: null,
    sources: [...FEDERAL_SOURCES.legal_hold],
  };
}
