import "server-only";
import type { CalledPartyLocation } from "@/lib/domain/phones/locate-called-party";
import type { NumberFacts } from "@/lib/domain/phones/normalize-phone";
import type { StateCode } from "@/lib/domain/phones/us-states";
import type { WeeklyHours } from "./weekly-hours.schema";

/** What leaves the building. A further kind is added here and in `KIND_POLICY`; the compiler then names every gap. */
export type ContactKind = "ai_call";

export type ContactPurpose = "case_information" | "appointment" | "callback" | "intake_follow_up" | "marketing";

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
  /** `express`: prior express consent (PEC). `express_written`: prior express written consent (PEWC), 47 CFR 64.1200(f)(9). */
  level: "express" | "express_written";
  capturedAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
};

/** One automated contact of this firm with the number: placed, in flight or reserved. */
export type AttemptFact = { id: string; at: Date };

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
   * How far one opt-out reaches. `all_automated` (default of the product): an opt-out on any channel stops every
   * automated contact. `requested_scope`: only the channel and category that the person named.
   */
  optOutReach: "all_automated" | "requested_scope";
};

export type RecordingConsentFact = { status: "granted" | "declined" | "unknown"; id: string | null; at: Date | null };

/** Everything that the gate may know. Loaded by the database part in the transaction that reserves the contact. */
export type GateFacts = CalledPartyLocation & {
  kind: ContactKind;
  purpose: ContactPurpose;
  /** Null when the contact has no usable number. */
  number: NumberFacts | null;
  optOuts: readonly OptOutFact[];
  consents: readonly ConsentFact[];
  /** At least those of the 24 hours before the evaluated instant, and everything later. */
  recentAttempts: readonly AttemptFact[];
  firm: FirmFacts;
  /** `initiated_contact`: a lead who called, wrote or filled in a form first. */
  relationship: "client" | "initiated_contact" | "none";
  isRecordingRequested: boolean;
  recordingConsent: RecordingConsentFact;
  legalHold: { id: string; restrictsContact: boolean } | null;
};
