import "server-only";
import { FEDERAL_SOURCES } from "../federal-policy";
import type { RuleResult } from "../gate-decision";
import type { GateFacts } from "../gate-facts";

/** A suspended firm contacts nobody. */
export function firmSuspendedRule(facts: GateFacts): RuleResult<"firm_suspended"> {
  const { isSuspended } = facts.firm;
  return {
    code: "firm_suspended",
    status: isSuspended ? "blocked" : "passed",
    evidence: { isSuspended },
    remedy: isSuspended ? "contact_platform" : null,
    clearsAt: null,
    sources: [...FEDERAL_SOURCES.firm_suspended],
  };
}
