import "server-only";
import type { BrokenLimit, CreditQuote } from "@/lib/domain/credits/credit-quote";
import type { LocationProvenance } from "@/lib/domain/phones/locate-called-party";
import type { PhoneType } from "@/lib/domain/phones/normalize-phone";
import type { StateCode } from "@/lib/domain/phones/us-states";
import type { Citation } from "./citations";
import type {
  ConsentFact,
  ContactChannel,
  ContactPurpose,
  DoNotCallFact,
  FirmFacts,
  GateFacts,
  OptOutFact,
} from "./gate-facts";
import type { DayWindow, IsoWeekday } from "./weekly-hours.schema";

export type RuleStatus = "passed" | "blocked" | "warning" | "not_applicable";

/** What would make a blocked contact legal, or a warning go away. The words for people are translated from these codes. */
export type RemedyCode =
  | "ask_person_to_opt_in"
  | "record_consent"
  | "record_written_consent"
  | "wait_for_person_to_initiate"
  | "wait_until"
  | "ask_admin_firm_hours"
  | "ask_admin_firm_identity"
  | "record_recording_consent"
  | "call_without_recording"
  | "contact_platform"
  | "choose_other_number"
  | "ask_hold_owner"
  | "send_nothing_more"
  | "ask_admin_credits"
  | "ask_admin_credit_limit"
  | "wait_for_their_message"
  | "renew_list";

export type DisclosureLineCode = "ai_identity" | "firm_name" | "callback_number" | "stop_instruction";

type LocalWindowEvidence = {
  zone: string;
  /** `YYYY-MM-DDTHH:MM` on the wall clock of the zone; null when the zone is not one that the platform knows. */
  localTime: string | null;
  weekday: IsoWeekday | null;
  window: DayWindow | null;
  isInside: boolean;
};

/** The evidence of each rule: JSON values only, instants as ISO 8601 in UTC, so that the decision can be stored as it is. */
export type RuleEvidence = {
  number_valid: {
    e164: string | null;
    country: string | null;
    type: PhoneType | null;
    reason: "no_number" | "hidden_number" | "unsupported_type" | "unsupported_country" | "unknown_area_code" | null;
  };
  firm_suspended: { isSuspended: boolean };
  legal_hold: { holdId: string | null; restrictsContact: boolean };
  opt_out: {
    reach: FirmFacts["optOutReach"];
    /** Every row in force; `applies` is false where its scope does not reach this contact. */
    optedOut: {
      id: string;
      channel: OptOutFact["channel"];
      scope: OptOutFact["scope"];
      since: string;
      applies: boolean;
    }[];
    /** What lets the one answer to a stop or to a request for help pass, or why nothing does; null for everything else. */
    answer: {
      to: "stop" | "help";
      id: string | null;
      askedAt: string | null;
      /** Until when it may be answered. */
      until: string | null;
      problem: AnswerProblem | null;
    } | null;
  };
  consent: {
    /** Null where none is needed: the person asked for this very message. */
    required: { channel: ContactChannel; level: ConsentFact["level"]; purpose: ConsentFact["purpose"] } | null;
    /** The person's own message or call, which carries what needs no more than an implied consent. */
    implied: { kind: "message" | "call"; id: string; at: string } | null;
    matched: { id: string; level: ConsentFact["level"]; purpose: ConsentFact["purpose"]; capturedAt: string } | null;
    rejected: { id: string; reason: ConsentRejection }[];
  };
  do_not_call: {
    listed: { id: string; list: DoNotCallFact["list"]; source: string; listedOn: string; isStale: boolean }[];
    /** The consent that lets marketing pass a national, state or litigator list. */
    writtenConsentId: string | null;
  };
  credits: { needed: number; available: number; quote: CreditQuote | null; brokenLimit: BrokenLimit | null };
  whatsapp_window: { lastMessageAt: string | null; closesAt: string | null };
  solicitation: { relationship: GateFacts["relationship"]; purpose: ContactPurpose };
  local_hours: {
    zones: (LocalWindowEvidence & { provenance: (LocationProvenance | "assumed")[] })[];
    /** Zone names that the platform does not know; the zones of the whole country stand for them. */
    unknownZones: string[];
    states: { state: StateCode; provenance: LocationProvenance }[];
    /** True when no state is known, so that the rules of every state apply. */
    isEveryStateAssumed: boolean;
    /** States whose own row narrows the window of the day; empty when the product's default decides. */
    decidingStates: StateCode[];
    /** True when the firm's own, narrower hours decide as well. */
    isTightenedByFirm: boolean;
    /** The person's message that this one answers outside the hours; null when hours decide. */
    answers: { messageId: string; at: string } | null;
  };
  firm_hours: LocalWindowEvidence;
  holiday: { holidays: { kind: "federal" | "firm"; date: string; name: string | null; zone: string }[] };
  frequency: { limit: number; windowHours: number; counted: { id: string; at: string }[] };
  recording_disclosure: {
    isRequested: boolean;
    consent: { status: "granted" | "declined" | "unknown"; id: string | null; at: string | null };
    /** States of either side in which everyone on the line has to agree. */
    allPartyStates: StateCode[];
    /** True when the state of either side is unknown, which counts as all-party. */
    isPlaceUnknown: boolean;
  };
  ai_disclosure: {
    lines: DisclosureLineCode[];
    missing: ("firm_name" | "callback_number")[];
    /** States of the called party with a statute of their own in force. */
    states: StateCode[];
  };
};

export type AnswerProblem = "unknown" | "too_late" | "answered_before" | "superseded";

export type ConsentRejection =
  | "wrong_channel"
  | "wrong_purpose"
  | "level_too_low"
  /** Written, but no signature is on record. */
  | "not_signed"
  /** Written, but not shown that agreeing is no condition of buying anything. */
  | "condition_not_disclosed"
  | "revoked"
  | "expired"
  | "not_yet_captured";

export type RuleCode = keyof RuleEvidence;

/** The outcome of one rule. `clearsAt` is when time alone makes this rule pass, or null when it never does. */
export type RuleResult<Code extends RuleCode = RuleCode> = {
  [Key in Code]: {
    code: Key;
    status: RuleStatus;
    evidence: RuleEvidence[Key];
    remedy: RemedyCode | null;
    clearsAt: string | null;
    sources: Citation[];
  };
}[Code];

export type GateDisclosures = {
  /** Lines that the first words of the contact have to carry, in order. */
  aiDisclosure: DisclosureLineCode[];
  /** The opening says that the call may be recorded. */
  recordingAnnouncement: boolean;
  /** The only thing that may switch recording on. */
  recordingAllowed: boolean;
  /** The all-party state that decides about recording; null when no state of either side asks for everyone's consent. */
  strictestState: StateCode | "unknown" | null;
};

export type GateDecision = {
  verdict: "allowed" | "blocked";
  evaluatedAt: Date;
  policyVersion: string;
  /** `evaluatedAt` when allowed; the next whole minute at which every rule passes; null when waiting does not help. */
  earliestLegalAt: Date | null;
  rules: RuleResult[];
  disclosures: GateDisclosures;
};
