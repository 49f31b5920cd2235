import "server-only";
import { POLICY_VERSION } from "./federal-policy";
import type { GateDecision, RuleResult } from "./gate-decision";
import type { GateFacts } from "./gate-facts";
import { aiDisclosureRule } from "./rules/ai-disclosure";
import { consentRule } from "./rules/consent";
import { creditsRule } from "./rules/credits";
import { doNotCallRule } from "./rules/do-not-call";
import { firmHoursRule } from "./rules/firm-hours";
import { firmSuspendedRule } from "./rules/firm-suspended";
import { frequencyRule } from "./rules/frequency";
import { holidayRule } from "./rules/holiday";
import { legalHoldRule } from "./rules/legal-hold";
import { localHoursRule } from "./rules/local-hours";
import { numberValidRule } from "./rules/number-valid";
import { optOutRule } from "./rules/opt-out";
import { recordingDisclosureRule } from "./rules/recording-disclosure";
import { solicitationRule } from "./rules/solicitation";
import type { TimeRule } from "./rules/time-rule";
import { whatsappWindowRule } from "./rules/whatsapp-window";

const HORIZON_MS = 14 * 86_400_000;

/**
 * Decides whether a contact may leave the building at an instant, and explains it: every rule with its evidence, what
 * would make it legal, and the earliest legal time within 14 days.
 *
 * Pure. The caller loads the facts inside the transaction that reserves the contact, stores the decision there, and asks
 * again at the moment of dialling. An unknown fact counts as the stricter one.
 */
export function evaluateGate(facts: GateFacts, at: Date): GateDecision {
  const now = at.getTime();
  const timeRules = [localHoursRule(facts), firmHoursRule(facts), holidayRule(facts), frequencyRule(facts)];
  const recording = recordingDisclosureRule(facts);
  const timeless: RuleResult[] = [
    numberValidRule(facts),
    firmSuspendedRule(facts),
    legalHoldRule(facts),
    ...fadingRules(facts, now),
    solicitationRule(facts),
    creditsRule(facts),
  ];
  const aiDisclosure = aiDisclosureRule(facts, now);
  const rules = [...timeless, ...timeRules.map((rule) => explain(rule, now)), recording.result, aiDisclosure];
  const isAllowed = rules.every((rule) => rule.status !== "blocked");
  const canTimeHeal = [...timeless, aiDisclosure].every((rule) => rule.status !== "blocked");
  return {
    verdict: isAllowed ? "allowed" : "blocked",
    evaluatedAt: at,
    policyVersion: POLICY_VERSION,
    earliestLegalAt: isAllowed ? at : canTimeHeal ? earliestLegalAt(facts, timeRules, now) : null,
    rules,
    disclosures: { aiDisclosure: aiDisclosure.evidence.lines, ...recording.disclosures },
  };
}

function explain(rule: TimeRule, now: number): RuleResult {
  return rule.explain(now, rule.passesAt(now) ? null : firstEdge([rule], now, rule.passesAt));
}

/** Rules that time can only turn against a contact: a consent expires, a window closes. */
function fadingRules(facts: GateFacts, instant: number): RuleResult[] {
  return [
    optOutRule(facts, instant),
    consentRule(facts, instant),
    doNotCallRule(facts, instant),
    whatsappWindowRule(facts, instant),
  ];
}

/** A consent may expire while the hours are still closed, so it is asked again at each instant. */
function earliestLegalAt(facts: GateFacts, timeRules: readonly TimeRule[], now: number): Date | null {
  const isLegalAt = (instant: number) =>
    timeRules.every((rule) => rule.passesAt(instant)) &&
    fadingRules(facts, instant).every(({ status }) => status !== "blocked");
  const instant = firstEdge(timeRules, now, isLegalAt);
  return instant === null ? null : new Date(instant);
}

function firstEdge(rules: readonly TimeRule[], now: number, isOpen: (instant: number) => boolean): number | null {
  const edges = new Set(rules.flatMap((rule) => rule.edges(now, now + HORIZON_MS)));
  return [...edges].sort((one, other) => one - other).find(isOpen) ?? null;
}
