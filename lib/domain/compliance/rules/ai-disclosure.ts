import "server-only";
import { FEDERAL_SOURCES } from "../federal-policy";
import type { DisclosureLineCode, RuleResult } from "../gate-decision";
import type { GateFacts } from "../gate-facts";
import { STATE_POLICY } from "../state-policy";

const REQUIRED_LINES: readonly DisclosureLineCode[] = [
  "ai_identity",
  "firm_name",
  "callback_number",
  "stop_instruction",
];

/** The opening can say everything that it has to: that it is an AI, for which firm, where to call back, how to stop it. */
export function aiDisclosureRule(facts: GateFacts, instant: number): RuleResult<"ai_disclosure"> {
  const missing: ("firm_name" | "callback_number")[] = [];
  if (!facts.firm.registeredName?.trim()) missing.push("firm_name");
  if (!facts.firm.callbackNumber?.trim()) missing.push("callback_number");
  const today = new Date(instant).toISOString().slice(0, 10);
  const statutes = [...new Set(facts.states.map(({ state }) => state))].flatMap((state) =>
    (STATE_POLICY.get(state)?.aiDisclosure ?? [])
      .filter(({ from, until }) => (from === null || from <= today) && (until === null || today <= until))
      .map(({ source }) => ({ state, source })),
  );
  return {
    code: "ai_disclosure",
    status: missing.length > 0 ? "blocked" : "passed",
    evidence: { lines: [...REQUIRED_LINES], missing, states: [...new Set(statutes.map(({ state }) => state))] },
    remedy: missing.length > 0 ? "ask_admin_firm_identity" : null,
    clearsAt: null,
    sources: [...FEDERAL_SOURCES.ai_disclosure, ...statutes.map(({ source }) => source)],
  };
}
