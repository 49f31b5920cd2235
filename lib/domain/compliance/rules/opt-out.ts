import "server-only";
import { CLASS_POLICY, contactClass } from "../contact-class";
import { FEDERAL_SOURCES, REVOKE_ALL_FROM } from "../federal-policy";
import type { RuleResult } from "../gate-decision";
import type { GateFacts, OptOutFact } from "../gate-facts";
import { KIND_POLICY } from "../kind-policy";
import { answerWindow } from "./answer-window";

/**
 * An opt-out on any channel stops whatever the firm sends to the number, by machine or by hand (47 CFR 64.1200(a)(10)), until
 * the person comes back on a channel of their own accord: then a person may write there. A firm may decide that its people
 * still write to clients on other channels, or that it honours the scope that was named (CMP-04). Waiting never heals it. The one confirmation of a stop and the one answer to a request for help pass, while they are that.
 */
export function optOutRule(facts: GateFacts, instant: number): RuleResult<"opt_out"> {
  const reach = reachAt(facts, instant);
  const optedOut = facts.optOuts
    .filter((row) => row.state === "opted_out")
    .map((row) => ({
      id: row.id,
      channel: row.channel,
      scope: row.scope,
      since: row.effectiveAt.toISOString(),
      applies: reaches(row, facts, reach),
    }));
  const answer = answerWindow(facts, instant);
  const isBlocked = answer === null ? optedOut.some((row) => row.applies) : answer.problem !== null;
  const isNotable = answer === null && optedOut.length > 0;
  return {
    code: "opt_out",
    status: isBlocked ? "blocked" : isNotable ? "warning" : "passed",
    evidence: { reach, optedOut, answer },
    remedy: !isBlocked ? null : answer === null ? "ask_person_to_opt_in" : "send_nothing_more",
    clearsAt: null,
    sources: [...FEDERAL_SOURCES.opt_out, ...(answer === null ? [] : FEDERAL_SOURCES.answer)],
  };
}

type Reach = GateFacts["firm"]["optOutReach"];

/** The scope that a person named counts only until the law makes every opt-out one of everything. */
function reachAt({ firm }: GateFacts, instant: number): Reach {
  return firm.optOutReach === "requested_scope" && instant >= REVOKE_ALL_FROM ? "all_automated" : firm.optOutReach;
}

function reaches(row: OptOutFact, facts: GateFacts, reach: Reach): boolean {
  const contact = contactClass(facts);
  const isSameChannel = row.channel === "all" || row.channel === KIND_POLICY[facts.kind].optOutChannel;
  if (reach === "requested_scope") return isSameChannel && (row.scope === "all" || contact === "marketing");
  if (isSameChannel || CLASS_POLICY[contact].isAutomated) return true;
  return reach === "everything" ? !hasComeBack(row, facts) : facts.relationship !== "client";
}

/** The person has since asked to be written to on this contact's own channel. */
function hasComeBack(row: OptOutFact, { kind, optOuts }: GateFacts): boolean {
  return optOuts.some(
    ({ state, scope, channel, effectiveAt }) =>
      state === "opted_in" &&
      scope === "all" &&
      (channel === "all" || channel === KIND_POLICY[kind].optOutChannel) &&
      effectiveAt > row.effectiveAt,
  );
}
