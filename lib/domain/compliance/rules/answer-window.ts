import "server-only";
import { contactClass } from "../contact-class";
import type { AnswerProblem, RuleEvidence } from "../gate-decision";
import type { GateFacts, HelpFact, StopFact } from "../gate-facts";

/** 47 CFR 64.1200(a)(12) presumes consent for five minutes; the same is taken for "immediately" of FCC 15-72. */
const ANSWER_WINDOW_MS = 5 * 60_000;

/**
 * Whether a confirmation still answers its stop, or a help answer its request; null for every other contact. One answer each:
 * (a)(12) calls the confirmation the only further message, FCC 15-72 a help text a one-time reply.
 */
export function answerWindow(facts: GateFacts, instant: number): RuleEvidence["opt_out"]["answer"] {
  switch (contactClass(facts)) {
    case "confirmation":
      return describe("stop", facts.stop && { id: facts.stop.eventId, at: facts.stop.at }, () =>
        problemOf(facts.stop, instant),
      );
    case "help_answer":
      return describe("help", facts.help && { id: facts.help.messageId, at: facts.help.at }, () =>
        problemOf(facts.help, instant),
      );
    case "automated_information":
    case "marketing":
    case "personal":
    case "text_back":
      return null;
  }
}

function describe(
  to: "stop" | "help",
  asked: { id: string; at: Date } | null,
  problem: () => AnswerProblem | null,
): RuleEvidence["opt_out"]["answer"] {
  return {
    to,
    id: asked?.id ?? null,
    askedAt: asked?.at.toISOString() ?? null,
    until: asked && new Date(asked.at.getTime() + ANSWER_WINDOW_MS).toISOString(),
    problem: problem(),
  };
}

/** A request that is dated more than the window ahead comes from a clock that nobody can go by. */
function problemOf(asked: StopFact | HelpFact | null, instant: number): AnswerProblem | null {
  if (asked === null) return "unknown";
  if ("isSuperseded" in asked && asked.isSuperseded) return "superseded";
  if ("isConfirmed" in asked ? asked.isConfirmed : asked.isAnswered) return "answered_before";
  return Math.abs(instant - asked.at.getTime()) > ANSWER_WINDOW_MS ? "too_late" : null;
}
