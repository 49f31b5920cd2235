import "server-only";
import { FEDERAL_SOURCES } from "../federal-policy";
import type { RuleResult } from "../gate-decision";
import type { GateFacts } from "../gate-facts";

/** The firm has the credits, and no ceiling of the firm, the channel or the person is broken (AVL-01). */
export function creditsRule({ credits }: GateFacts): RuleResult<"credits"> {
  const isShort = credits !== null && credits.quote.amount > credits.available;
  const isOverLimit = credits !== null && credits.brokenLimit !== null;
  return {
    code: "credits",
    status: credits === null ? "not_applicable" : isShort || isOverLimit ? "blocked" : "passed",
    evidence: {
      needed: credits?.quote.amount ?? 0,
      available: credits?.available ?? 0,
      quote: credits?.quote ?? null,
      brokenLimit: credits?.brokenLimit ?? null,
    },
    remedy: isShort ? "ask_admin_credits" : isOverLimit ? "ask_admin_credit_limit" : null,
    clearsAt: null,
    sources: [...FEDERAL_SOURCES.credits],
  };
}
