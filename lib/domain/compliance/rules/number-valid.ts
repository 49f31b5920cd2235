import "server-only";
import type { PhoneType } from "@/lib/domain/phones/normalize-phone";
import { TERRITORY_COUNTRIES } from "@/lib/domain/phones/us-time-zones";
import { contactClass } from "../contact-class";
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

/**
 * The number exists in form, is no premium-rate, pager or personal number, and lies where the policy knows the law. A person
 * may write to a number abroad, and STOP from there is confirmed; nothing else that is automated goes where no law is known.
 */
export function numberValidRule(facts: GateFacts): RuleResult<"number_valid"> {
  const { number } = facts;
  const reason = reasonAgainst(facts);
  const isAnswer = ["personal", "confirmation", "help_answer"].includes(contactClass(facts));
  const isUsable =
    reason === null ||
    reason === "unknown_area_code" ||
    reason === "hidden_number" ||
    (reason === "unsupported_country" && isAnswer);
  return {
    code: "number_valid",
    status: reason === null ? "passed" : isUsable ? "warning" : "blocked",
    evidence: { e164: number?.e164 ?? null, country: number?.country ?? null, type: number?.type ?? null, reason },
    remedy: isUsable ? null : "choose_other_number",
    clearsAt: null,
    sources: [...FEDERAL_SOURCES.number_valid],
  };
}

function reasonAgainst({ number, kind, address }: GateFacts): RuleEvidence["number_valid"]["reason"] {
  if (number === null) return kind === "whatsapp" && address.includes("@") ? "hidden_number" : "no_number";
  if (!CALLABLE_TYPES.has(number.type)) return "unsupported_type";
  if (number.country === null && number.e164.startsWith("+1")) return "unknown_area_code";
  const isInside = number.country === "US" || (number.country !== null && TERRITORY_COUNTRIES.has(number.country));
  return isInside ? null : "unsupported_country";
}
