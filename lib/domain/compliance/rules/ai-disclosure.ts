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

const MESSAGE_LINES: readonly DisclosureLineCode[] = ["ai_identity"];

/**
 * The opening of a call can say everything that it has to: that it is an AI, for which firm, where to call back, how to stop
 * it. A message that an AI wrote says that; one that a person wrote, or that the firm worded beforehand, has no such duty.
 */
export function aiDisclosureRule(facts: GateFacts, instant: number): RuleResult<"ai_disclosure"> {
  const missing: ("firm_name" | "callback_number")[] = [];
  const lines = facts.kind === "ai_call" ? REQUIRED_LINES : facts.origin === "ai" ? MESSAGE_LINES : [];
  if (lines.includes("firm_name") && !facts.firm.registeredName?.trim()) missing.push("firm_name");
  if (lines.includes("callback_number") && !facts.firm.callbackNumber?.trim()) missing.push("callback_number");
  const today = new Date(instant).toISOString().slice(0, 10);
  const statutes = [...new Set(facts.states.map(({ state }) => state))].flatMap((state) =>
    (STATE_POLICY.get(state)?.aiDisclosure ?? [])
      .filter(({ from, until }) => (from === null || from <= today) && (until === null || today <= until))
      .map(({ source }) => ({ state, source })),
  );
  return {
    code: "ai_disclosure",
    status: lines.length === 0 ? "not_applicable" : missing.length > 0 ? "blocked" : "passed",
    evidence: { lines: [...lines], missing, states: [...new Set(statutes.map(({ state }) => state))] },
    remedy: missing.length > 0 ? "ask_admin_firm_identity" : null,
    clearsAt: null,
    sources: [...FEDERAL_SOURCES.ai_disclosure, ...statutes.map(({ source }) => source)],
  };
}
