import "server-only";
import { type ContactClass, contactClass } from "../contact-class";
import { FEDERAL_SOURCES } from "../federal-policy";
import type { RemedyCode, RuleResult } from "../gate-decision";
import type { DoNotCallFact, GateFacts } from "../gate-facts";
import { KIND_POLICY } from "../kind-policy";
import { matchingConsent } from "./consent";

/** 47 CFR 64.1200(c)(2)(i)(D): the version of the registry in use is no older than 31 days. */
const LIST_LIFETIME_MS = 31 * 86_400_000;

/**
 * The firm's own list stops whatever is automated. The national, state and litigator lists stop marketing that has no
 * written consent; for anything else they are a warning. A list past its 31 days still stops, and is named as old.
 */
export function doNotCallRule(facts: GateFacts, instant: number): RuleResult<"do_not_call"> {
  const contact = contactClass(facts);
  const need = { channel: KIND_POLICY[facts.kind].channel, level: "express_written", purpose: "marketing" } as const;
  const written = contact === "marketing" ? matchingConsent(facts.consents, need, instant) : null;
  const isBlocked = facts.doNotCall.some(({ list }) => stops(list, contact, written !== null));
  const listed = facts.doNotCall.map((row) => ({
    id: row.id,
    list: row.list,
    source: row.source,
    listedOn: row.listedOn.toISOString(),
    isStale: isPublic(row.list) && instant - row.listedOn.getTime() > LIST_LIFETIME_MS,
  }));
  return {
    code: "do_not_call",
    status: isBlocked ? "blocked" : listed.length > 0 ? "warning" : "passed",
    evidence: { listed, writtenConsentId: written?.id ?? null },
    remedy: isBlocked ? remedyFor(facts.doNotCall) : listed.some(({ isStale }) => isStale) ? "renew_list" : null,
    clearsAt: null,
    sources: [...FEDERAL_SOURCES.do_not_call],
  };
}

function stops(list: DoNotCallFact["list"], contact: ContactClass, hasWrittenConsent: boolean): boolean {
  switch (contact) {
    case "marketing":
      return list === "internal" || !hasWrittenConsent;
    case "automated_information":
    case "text_back":
      return list === "internal";
    case "personal":
    case "confirmation":
    case "help_answer":
      return false;
  }
}

function remedyFor(rows: readonly DoNotCallFact[]): RemedyCode {
  return rows.some(({ list }) => list === "internal") ? "ask_person_to_opt_in" : "record_written_consent";
}

function isPublic(list: DoNotCallFact["list"]): boolean {
  return list === "national" || list === "state";
}
