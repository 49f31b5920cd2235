import "server-only";
import { FEDERAL_SOURCES } from "../federal-policy";
import type { RuleResult } from "../gate-decision";
import type { GateFacts, OptOutFact } from "../gate-facts";
import { KIND_POLICY } from "../kind-policy";

/**
 * An opt-out stops every automated contact of the firm with the number, unless the firm honours the scope that the person
 * named (47 CFR 64.1200(a)(10); CMP-04). Waiting never heals it.
 */
export function optOutRule(facts: GateFacts): RuleResult<"opt_out"> {
  const optedOut = facts.optOuts
    .filter((row) => row.state === "opted_out")
    .map((row) => ({
      id: row.id,
      channel: row.channel,
      scope: row.scope,
      since: row.effectiveAt.toISOString(),
      applies: reaches(row, facts),
    }));
  const isBlocked = optedOut.some((row) => row.applies);
  return {
    code: "opt_out",
    status: isBlocked ? "blocked" : optedOut.length > 0 ? "warning" : "passed",
    evidence: { reach: facts.firm.optOutReach, optedOut },
    remedy: isBlocked ? "ask_person_to_opt_in" : null,
    clearsAt: null,
    sources: [...FEDERAL_SOURCES.opt_out],
  };
}

function reaches(row: OptOutFact, facts: GateFacts): boolean {
  if (facts.firm.optOutReach === "all_automated") return true;
  const isSameChannel = row.channel === "all" || row.channel === KIND_POLICY[facts.kind].optOutChannel;
  return isSameChannel && (row.scope === "all" || facts.purpose === "marketing");
}
