import "server-only";
import { contactClass } from "../contact-class";
import { FEDERAL_SOURCES } from "../federal-policy";
import type { ConsentRejection, RuleEvidence, RuleResult } from "../gate-decision";
import type { ConsentFact, GateFacts } from "../gate-facts";
import { type ConsentNeed, consentNeed } from "../kind-policy";

const RANK: Record<ConsentFact["level"], number> = { implied: 0, express: 1, express_written: 2 };

/** The text after a missed call answers that call, not one of last week. */
const MISSED_CALL_MS = 24 * 3_600_000;

/** How far a provider's clock may run ahead of ours. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** A consent of the right channel, purpose and level is on record and in force at the instant (CMP-06). */
export function consentRule(facts: GateFacts, instant: number): RuleResult<"consent"> {
  const need = consentNeed(facts);
  const sources = [...FEDERAL_SOURCES.consent];
  if (need === null) {
    const evidence = { required: null, matched: null, implied: null, rejected: [] };
    return { code: "consent", status: "not_applicable", evidence, remedy: null, clearsAt: null, sources };
  }
  const matched = matchingConsent(facts.consents, need, instant);
  const implied = matched || need.level !== "implied" ? null : impliedBy(facts, need, instant);
  return {
    code: "consent",
    status: matched || implied ? "passed" : "blocked",
    evidence: {
      required: need,
      implied,
      matched: matched && {
        id: matched.id,
        level: matched.level,
        purpose: matched.purpose,
        capturedAt: matched.capturedAt.toISOString(),
      },
      rejected: facts.consents.flatMap((consent) =>
        reasonsAgainst(consent, need, instant).map((reason) => ({ id: consent.id, reason })),
      ),
    },
    remedy: matched || implied ? null : REMEDIES[need.level],
    clearsAt: null,
    sources,
  };
}

const REMEDIES = {
  implied: "wait_for_person_to_initiate",
  express: "record_consent",
  express_written: "record_written_consent",
} as const;

/** The latest consent that meets the need at the instant. */
export function matchingConsent(
  consents: readonly ConsentFact[],
  need: ConsentNeed,
  instant: number,
): ConsentFact | null {
  const good = consents.filter((consent) => reasonsAgainst(consent, need, instant).length === 0);
  return good.toSorted((one, other) => other.capturedAt.getTime() - one.capturedAt.getTime())[0] ?? null;
}

/**
 * Who wrote on a channel, or called, may be answered there by a person, until they take it back. A call carries a text only:
 * nobody who dials a number has said that they use WhatsApp.
 */
function impliedBy(facts: GateFacts, need: ConsentNeed, instant: number): RuleEvidence["consent"]["implied"] {
  const revocations = facts.consents.flatMap((consent) =>
    consent.channel === need.channel && consent.revokedAt !== null ? [consent.revokedAt.getTime()] : [],
  );
  const isGood = (at: Date) =>
    at.getTime() <= instant + CLOCK_SKEW_MS && revocations.every((each) => each < at.getTime());
  const { onChannel, call } = facts.inbound;
  const isTextBack = contactClass(facts) === "text_back";
  if (!isTextBack && onChannel && isGood(onChannel.at)) return describe("message", onChannel);
  if (facts.kind !== "sms" || call === null || !isGood(call.at)) return null;
  if (isTextBack && instant - call.at.getTime() > MISSED_CALL_MS) return null;
  return describe("call", call);
}

function describe(kind: "message" | "call", { id, at }: { id: string; at: Date }) {
  return { kind, id, at: at.toISOString() };
}

/** One reason, or all that a written consent lacks: whoever repairs it has to know both. */
function reasonsAgainst(consent: ConsentFact, need: ConsentNeed, instant: number): ConsentRejection[] {
  const reason = reasonAgainst(consent, need, instant);
  return reason === null ? lacksOf(consent, need) : [reason];
}

/** 47 CFR 64.1200(f)(9)(i): a written agreement is signed, and says that it is no condition of buying anything. */
function lacksOf(consent: ConsentFact, need: ConsentNeed): ConsentRejection[] {
  if (need.level !== "express_written" || consent.level !== "express_written") return [];
  const lacks: ConsentRejection[] = [];
  if (!consent.isSigned) lacks.push("not_signed");
  if (!consent.isNotConditionStated) lacks.push("condition_not_disclosed");
  return lacks;
}

function reasonAgainst(consent: ConsentFact, need: ConsentNeed, instant: number): ConsentRejection | null {
  if (consent.channel !== need.channel) return "wrong_channel";
  if (consent.purpose !== need.purpose) return "wrong_purpose";
  if (RANK[consent.level] < RANK[need.level]) return "level_too_low";
  // A revocation counts from the moment it is known, even when a foreign clock dates it later.
  if (consent.revokedAt !== null) return "revoked";
  if (consent.expiresAt !== null && consent.expiresAt.getTime() <= instant) return "expired";
  return consent.capturedAt.getTime() > instant ? "not_yet_captured" : null;
}
