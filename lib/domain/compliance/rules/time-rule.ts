import "server-only";
import type { RuleResult } from "../gate-decision";

export type TimeRuleCode = "local_hours" | "firm_hours" | "holiday" | "frequency";

/** A rule whose answer changes as time passes. Instants are milliseconds since the epoch. */
export type TimeRule = {
  passesAt: (instant: number) => boolean;
  /** Every instant in (from, to] at which the rule may turn from blocked to passed; whole minutes only. */
  edges: (from: number, to: number) => number[];
  /** The result at an instant. `clearsAt` is the next instant at which it passes, if it is blocked now and one is in reach. */
  explain: (instant: number, clearsAt: number | null) => RuleResult<TimeRuleCode>;
};

export function isoOrNull(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
