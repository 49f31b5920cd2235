import "server-only";
import type { GateDecision, RuleCode } from "@/lib/domain/compliance/gate-decision";

/** Rules that a person of an audience outlasts: their morning comes. */
const HOURS: ReadonlySet<RuleCode> = new Set<RuleCode>(["local_hours", "firm_hours", "holiday"]);

/** Which of several rules is told as the reason: what the person wants comes first, and the clock last. */
const ORDER: readonly RuleCode[] = [
  "opt_out",
  "do_not_call",
  "legal_hold",
  "number_valid",
  "consent",
  "solicitation",
  "whatsapp_window",
  "firm_suspended",
  "frequency",
  "credits",
  "holiday",
  "local_hours",
  "firm_hours",
];

const PATIENCE_MS = 24 * 3_600_000;

export type Standing =
  | { kind: "sent" }
  | { kind: "waits"; until: Date; reason: RuleCode }
  | { kind: "excluded"; reason: RuleCode };

/**
 * What a verdict of the gate means for one person of a broadcast: who is only asleep waits for their earliest legal time,
 * if it comes within a day of the start; everybody else who is held back is left out, with the rule that says so.
 */
export function exclusionOf(
  decision: Pick<GateDecision, "verdict" | "rules" | "earliestLegalAt">,
  startsAt: Date,
): Standing {
  if (decision.verdict === "allowed") return { kind: "sent" };
  const blocked = decision.rules.filter(({ status }) => status === "blocked").map(({ code }) => code);
  const reason = ORDER.find((code) => blocked.includes(code)) ?? blocked[0] ?? "number_valid";
  const until = decision.earliestLegalAt;
  const isAsleep = blocked.every((code) => HOURS.has(code));
  if (isAsleep && until && until.getTime() - startsAt.getTime() <= PATIENCE_MS) return { kind: "waits", until, reason };
  return { kind: "excluded", reason };
}
