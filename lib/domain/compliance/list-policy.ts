import "server-only";
import { STATE_CODES, type StateCode, US_STATE_NAMES } from "@/lib/domain/phones/us-states";
import type { Citation } from "./citations";
import { CLASS_POLICY, type ClassPolicy, type ContactClass } from "./contact-class";
import { DEFAULT_CONTACT_HOURS, DEFAULT_FREQUENCY, FEDERAL_SOURCES, POLICY_VERSION } from "./federal-policy";
import type { RuleCode } from "./gate-decision";
import { CLASS_NEEDS, type ConsentNeed } from "./kind-policy";
import { STATE_POLICY, type StatePolicy } from "./state-policy";
import type { WeeklyHours } from "./weekly-hours.schema";

/**
 * How far a rule can be relied on before counsel has seen it. `text_read`: the law itself was read, or the rule is the
 * product's own; `summaries`: others' accounts of it; `to_verify`: one is unverified, or accounts conflict, and the stricter
 * reading stands.
 */
export type ReviewState = "text_read" | "summaries" | "to_verify";

type Reviewed = { sources: Citation[]; review: ReviewState; reviewedOn: string };

export type PolicyState = {
  state: StateCode;
  name: string;
  hours: ({ week: WeeklyHours } & Reviewed) | null;
  frequency: ({ limit: number } & Reviewed) | null;
  recording: { rule: StatePolicy["recording"]["rule"] } & Reviewed;
  aiDisclosure: ({ from: string | null; until: string | null } & Reviewed)[];
  duties: Citation[];
};

export type Policy = {
  version: string;
  reviewedOn: string;
  contactHours: WeeklyHours;
  frequency: { limit: number; windowHours: number };
  rules: ({ code: RuleCode } & Reviewed)[];
  /** What each class of contact needs and what is not asked of it. */
  classes: ({ contact: ContactClass; consent: Pick<ConsentNeed, "level" | "purpose"> | null } & ClassPolicy)[];
  states: PolicyState[];
};

const RULE_SOURCES = {
  ...FEDERAL_SOURCES,
  opt_out: [...FEDERAL_SOURCES.opt_out, ...FEDERAL_SOURCES.answer],
} satisfies Record<RuleCode, readonly Citation[]>;

const RULE_ORDER: readonly RuleCode[] = [
  "number_valid",
  "firm_suspended",
  "legal_hold",
  "opt_out",
  "consent",
  "do_not_call",
  "whatsapp_window",
  "solicitation",
  "credits",
  "local_hours",
  "firm_hours",
  "holiday",
  "frequency",
  "recording_disclosure",
  "ai_disclosure",
];

const CLASS_ORDER: readonly ContactClass[] = [
  "automated_information",
  "marketing",
  "personal",
  "text_back",
  "confirmation",
  "help_answer",
];

/** The whole policy as data, for people: every rule and every state with its sources, review state and date. Not legal advice. */
export function listPolicy(): Policy {
  const rules = RULE_ORDER.map((code) => ({ code, ...reviewed(RULE_SOURCES[code]) }));
  return {
    version: POLICY_VERSION,
    reviewedOn: oldest(rules.map(({ reviewedOn }) => reviewedOn)),
    contactHours: DEFAULT_CONTACT_HOURS,
    frequency: DEFAULT_FREQUENCY,
    rules,
    classes: CLASS_ORDER.map((contact) => ({ contact, consent: CLASS_NEEDS[contact], ...CLASS_POLICY[contact] })),
    states: STATE_CODES.map(stateRow),
  };
}

function stateRow(state: StateCode): PolicyState {
  const policy = STATE_POLICY.get(state);
  if (!policy) throw new Error(`no policy of ${state}`);
  const { hours, frequency, recording, aiDisclosure, duties } = policy;
  return {
    state,
    name: US_STATE_NAMES[state],
    hours: hours && { week: hours.week, ...reviewed(hours.sources) },
    frequency: frequency && { limit: frequency.limit, ...reviewed(frequency.sources) },
    recording: {
      rule: recording.rule,
      ...reviewed(recording.sources.length > 0 ? recording.sources : FEDERAL_SOURCES.recording_disclosure),
    },
    aiDisclosure: aiDisclosure.map(({ from, until, source }) => ({ from, until, ...reviewed([source]) })),
    duties,
  };
}

function reviewed(sources: readonly Citation[]): Reviewed {
  return {
    sources: [...sources],
    review: reviewOf(sources),
    reviewedOn: oldest(sources.map((each) => each.reviewedOn)),
  };
}

function reviewOf(sources: readonly Citation[]): ReviewState {
  const found = new Set(sources.map(({ confidence }) => confidence));
  if (found.has("unverified") || found.has("conflicting")) return "to_verify";
  return found.has("secondary") ? "summaries" : "text_read";
}

function oldest(days: readonly string[]): string {
  return days.toSorted()[0] ?? "";
}
