import "server-only";
import type { OPT_OUT_REACHES } from "@/db/schema/compliance-settings";
import type { DO_NOT_CALL_LISTS } from "@/db/schema/do-not-call-numbers";
import type { LineSettings } from "@/db/schema/lines";
import type { SEND_ORIGINS } from "@/db/schema/message-sends";
import type { CreditFacts } from "@/lib/domain/credits/credit-quote";
import type { CalledPartyLocation } from "@/lib/domain/phones/locate-called-party";
import type { NumberFacts } from "@/lib/domain/phones/normalize-phone";
import type { StateCode } from "@/lib/domain/phones/us-states";
import type { WeeklyHours } from "./weekly-hours.schema";

/** What leaves the building. A further kind is added here and in `KIND_POLICY`; the compiler then names every gap. */
export type ContactKind = "ai_call" | "sms" | "whatsapp";

/** By whose hand a contact leaves. A call by the assistant is `automation`, whoever asked for it. */
export type SendOrigin = (typeof SEND_ORIGINS)[number];

/**
 * What a contact is for. `general`: a person's own message. `missed_call`, `opt_out_confirmation` and `help_answer` mean
 * something only together with the origin that sends them; under another origin they count as automated information.
 */
export type ContactPurpose =
  | "case_information"
  | "appointment"
  | "callback"
  | "intake_follow_up"
  | "marketing"
  | "general"
  | "broadcast_information"
  | "missed_call"
  | "opt_out_confirmation"
  | "help_answer";

/** The channels of the consent ledger that carry a contact. */
export type ContactChannel = "voice_ai" | "voice_human" | "sms" | "whatsapp" | "email";

/** One row of the opt-out projection for the number, whatever its state. */
export type OptOutFact = {
  id: string;
  channel: "all" | "voice" | "sms" | "whatsapp" | "email";
  scope: "all" | "marketing";
  state: "opted_out" | "opted_in";
  effectiveAt: Date;
};

/** One row of the consent ledger for this number. */
export type ConsentFact = {
  id: string;
  channel: ContactChannel | "recording";
  purpose: "informational" | "marketing";
  capturedAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
} & (UnwrittenConsent | WrittenConsent);

/** `implied`: the person wrote or called first. `express`: prior express consent (PEC). */
type UnwrittenConsent = { level: "implied" | "express" };

/** Prior express written consent (PEWC), 47 CFR 64.1200(f)(9). What nobody noted counts as missing. */
type WrittenConsent = {
  level: "express_written";
  isSigned: boolean;
  /** What the person was shown said that agreeing is no condition of buying anything. */
  isNotConditionStated: boolean;
};

/** One automated contact of this firm with the number: placed, in flight or reserved. */
export type AttemptFact = { id: string; at: Date };

/** A row of a do-not-call list that the firm brought in. `listedOn` is the day of the list. */
export type DoNotCallFact = {
  id: string;
  list: (typeof DO_NOT_CALL_LISTS)[number];
  source: string;
  listedOn: Date;
};

/** Something that the person sent or dialled themselves. */
export type InboundFact = { id: string; at: Date };

/** What the person did first, newest of each. */
export type InboundFacts = {
  /** A message on any channel. */
  message: InboundFact | null;
  /** A message on the channel of this contact. */
  onChannel: InboundFact | null;
  /** A message on the very line by which this contact would leave. */
  onLine: InboundFact | null;
  call: InboundFact | null;
};

/** The stop that a confirmation answers. */
export type StopFact = {
  eventId: string;
  at: Date;
  /** Another message has confirmed a stop of this number since the person last allowed contact. */
  isConfirmed: boolean;
  /** The number was stopped again, or allowed again, after it. */
  isSuperseded: boolean;
};

/** The newest request for help. `isAnswered`: another help answer was sent after it. */
export type HelpFact = { messageId: string; at: Date; isAnswered: boolean };

/** What the firm adds to the law. Values that would loosen a rule have no effect. */
export type FirmTightening = { contactHours: WeeklyHours | null; frequencyLimit: number | null };

export type FirmFacts = {
  /** Registered name, as it is spoken in the disclosure; null or blank blocks an AI call. */
  registeredName: string | null;
  /** E.164 number at which the person can call back; null blocks an AI call. */
  callbackNumber: string | null;
  state: StateCode | null;
  timeZone: string;
  hours: WeeklyHours;
  /** Local calendar days of the firm, `YYYY-MM-DD`. */
  holidays: readonly string[];
  isSuspended: boolean;
  /**
   * How far one opt-out reaches. `everything` (default of the product): an opt-out on any channel stops whatever goes to the
   * number, a person's own message too. `all_automated`: a person may still write to a client on another channel, which is
   * the firm's explicit policy. `requested_scope`: only the channel and category that the person named, while the law allows it.
   */
  optOutReach: (typeof OPT_OUT_REACHES)[number];
};

export type RecordingConsentFact = { status: "granted" | "declined" | "unknown"; id: string | null; at: Date | null };

/** Everything that the gate may know. Loaded by the database part in the transaction that reserves the contact. */
export type GateFacts = CalledPartyLocation & {
  kind: ContactKind;
  origin: SendOrigin;
  purpose: ContactPurpose;
  /** E.164, or WhatsApp's id of a person whose number is hidden. */
  address: string;
  /** Null when the contact has no usable number. */
  number: NumberFacts | null;
  optOuts: readonly OptOutFact[];
  consents: readonly ConsentFact[];
  /** At least those of the 24 hours before the evaluated instant, and everything later. */
  recentAttempts: readonly AttemptFact[];
  doNotCall: readonly DoNotCallFact[];
  inbound: InboundFacts;
  /** Only of a confirmation, and null when there is no such stop of this number. */
  stop: StopFact | null;
  /** Only of a help answer. */
  help: HelpFact | null;
  /** Null when nothing is paid for, or it was paid for before. */
  credits: CreditFacts | null;
  /** Null when no line is chosen. */
  line: { id: string; whatsapp: LineSettings["whatsapp"] | null } | null;
  tightening: FirmTightening;
  firm: FirmFacts;
  /** `initiated_contact`: a lead who called, wrote or filled in a form first. */
  relationship: "client" | "initiated_contact" | "none";
  isRecordingRequested: boolean;
  recordingConsent: RecordingConsentFact;
  legalHold: { id: string; restrictsContact: boolean } | null;
};
