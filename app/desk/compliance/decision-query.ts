import { z } from "zod";
import type { RuleCode } from "@/lib/domain/compliance/gate-decision";
import type { DecisionFilter } from "@/lib/domain/contact-gate/decision-filter";
import { type SearchParams, textOf } from "../list-links";

/** Windows of the overview, in days. */
export const WINDOWS = ["1", "7", "30"] as const;

/** The rules that can block; the words of each stand with the gate's own. */
export const BLOCKING_RULES = [
  "opt_out",
  "consent",
  "local_hours",
  "do_not_call",
  "frequency",
  "firm_hours",
  "holiday",
  "solicitation",
  "whatsapp_window",
  "credits",
  "number_valid",
  "firm_suspended",
  "legal_hold",
  "ai_disclosure",
] as const satisfies readonly RuleCode[];

export const KINDS = ["ai_call", "sms", "whatsapp"] as const;
export const ORIGINS = [
  "person",
  "automation",
  "broadcast",
  "text_back",
  "opt_out_confirmation",
  "help_answer",
  "api",
  "ai",
] as const;
const VERDICTS = ["blocked", "allowed"] as const;

export const DECISION_PARAMS = ["verdict", "rule", "kind", "origin", "days"];

const DAY_MS = 86_400_000;

/** The days of the window that the address says; a week where it says nothing. */
export function daysOf(search: SearchParams): (typeof WINDOWS)[number] {
  return z.enum(WINDOWS).catch("7").parse(textOf(search, "days"));
}

/** The filter of the decisions as the address says it; parts that mean nothing are left out. */
export function decisionFilterOf(search: SearchParams, now: Date): DecisionFilter & { from: Date } {
  return {
    verdict: z.enum(VERDICTS).nullable().catch(null).parse(textOf(search, "verdict")),
    rule: z.enum(BLOCKING_RULES).nullable().catch(null).parse(textOf(search, "rule")),
    kind: z.enum(KINDS).nullable().catch(null).parse(textOf(search, "kind")),
    origin: z.enum(ORIGINS).nullable().catch(null).parse(textOf(search, "origin")),
    from: new Date(now.getTime() - Number(daysOf(search)) * DAY_MS),
  };
}
