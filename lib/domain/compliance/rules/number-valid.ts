import "server-only";
import type { PhoneType } from "@/lib/domain/phones/normalize-phone";
import { TERRITORY_COUNTRIES } from "@/lib/domain/phones/us-time-zones";
import { FEDERAL_SOURCES } from "../federal-policy";
import type { RuleEvidence, RuleResult } from "../gate-decision";
import type { GateFacts } from "../gate-facts";

const CALLABLE_TYPES: ReadonlySet<PhoneType> = new Set([
  "mobile",
  "fixed_line",
  "fixed_line_or_mobile",
  "voip",
  "toll_free",
  "unknown",
]);

/** The number exists in form, is no premium-rate, pager or personal number, and lies where the policy knows the law. */
export function numberValidRule(facts: GateFacts): RuleResult<"number_valid"> {
  const { number } = facts;
  const reason = reasonAgainst(number);
  const isUsable = reason === null || reason === "unknown_area_code";
  return {
    code: "number_valid",
    status: reason === null ? "passed" : isUsable ? "warning" : "blocked",
    evidence: { e164: number?.e164 ?? null, country: number?.country ?? null, type: number?.type ?? null, reason },
    remedy: isUsable ? null : "choose_other_number",
    clearsAt: null,
    sources: [...FEDERAL_SOURCES.number_valid],
  };
}

function reasonAgainst(number: GateFacts["number"]): RuleEvidence["number_valid"]["reason"] {
  if (number === null) return "no_number";
  if (!CALLABLE_TYPES.has(number.type)) return "unsupported_type";
  if (number.country === null && number.e164.startsWith("+1")) return "unknown_area_code";
  const isInside = number.country === "US" || (number.country !== null && TERRITORY_COUNTRIES.has(number.country));
  return isInside ? null : "unsupported_country";
}
