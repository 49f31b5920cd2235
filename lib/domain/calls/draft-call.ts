import "server-only";
import type { TenantTx } from "@/db/tenant";
import { contactNow } from "@/lib/core/contact-clock";
import { AppError } from "@/lib/core/errors";
import { disclosureLine } from "@/lib/domain/compliance/disclosure-line";
import { decideForContact, type StoredGateDecision } from "@/lib/domain/contact-gate/decide-for-contact";
import type { CaseDetailField } from "@/lib/domain/details/case-detail-fields.schema";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import { quoteLongestCall } from "./call-credits";
import { DRAFT_LIFETIME_MS, sealCallDraft } from "./call-draft";
import {
  buildCallPayload,
  type CallFlags,
  type CallPayloadFacts,
  type OutboundPurpose,
  speakable,
} from "./call-payload";
import { mintCallToken } from "./call-token";
import { findRepeat } from "./find-repeat";
import { type CallSubject, loadCallSubject } from "./load-call-subject";

const MAX_DAYS_AHEAD = 30;
const PAST_TOLERANCE_MS = 60_000;

export type DraftCallInput = {
  caseId: string;
  contactPhoneId?: string | undefined;
  purpose: OutboundPurpose;
  language: "en" | "es";
  /** `now`, or an ISO 8601 instant within 30 days. */
  when: string;
  /** A call that the gate stopped, which this one takes up again (see findRepeat). */
  repeatOf?: string | undefined;
  /** The real time; hours and schedules follow the contact clock by themselves. */
  now: Date;
};

/** What a person sees before confirming. `payloadText` is what will be sent, byte for byte. */
export type CallDraft = {
  payloadText: string;
  sealedDraft: string;
  flags: CallFlags;
  missingFields: CaseDetailField[];
  decision: StoredGateDecision;
  /** The last four digits, as they are enough to tell two numbers apart. */
  clientNumberMasked: string;
  firstMessage: string;
  scheduledFor: Date;
  expiresAt: Date;
};

/**
 * Prepares a call to a case's client and asks the gate how it stands at the planned time. Nothing is reserved: the sealed
 * draft goes to the browser and comes back with the confirmation (scheduleCall).
 * @throws AppError `not_found` for an unknown, foreign or walled case or phone, and for a call to repeat that is none of the
 * case's stopped ones; `precondition_failed` when the client has no number or the voice service is not connected; `invalid_input` for a time that is past or too far off
 */
export async function draftCall(tx: TenantTx, input: DraftCallInput): Promise<CallDraft> {
  if (tx.actor.type !== "user") throw new AppError("forbidden", "Only a person can prepare a call");
  const scheduledFor = plannedTime(input.when, contactNow(input.now));
  const subject = await loadCallSubject(tx, input);
  if (input.repeatOf !== undefined) await requireRepeat(tx, input.repeatOf, subject.caseId);
  const decision = await decideForContact(tx, {
    contactId: subject.contactId,
    e164: subject.clientNumber,
    kind: "ai_call",
    origin: "automation",
    purpose: input.purpose,
    moment: "preview",
    now: scheduledFor,
    quote: quoteLongestCall(),
    userId: tx.actor.type === "user" ? tx.actor.userId : null,
  });
  const { token, hash } = mintCallToken();
  const isRecorded = decision.disclosures.recordingAllowed;
  const facts = payloadFacts(subject, { ...input, isRecorded, callToken: token });
  const payloadText = buildCallPayload(facts);
  const expiresAt = new Date(input.now.getTime() + DRAFT_LIFETIME_MS);
  const sealedDraft = await sealCallDraft(tx, tx.actor.userId, {
    payloadText,
    tokenHash: hash.toString("hex"),
    caseId: subject.caseId,
    contactPhoneId: subject.contactPhoneId,
    clientNumber: subject.clientNumber,
    purpose: input.purpose,
    language: input.language,
    missingFields: subject.missingFields,
    isRecorded,
    scheduledFor: input.when === "now" ? null : scheduledFor.toISOString(),
    expiresAt: expiresAt.toISOString(),
    repeatOf: input.repeatOf ?? null,
  });
  return {
    payloadText,
    sealedDraft,
    flags: subject.flags,
    missingFields: subject.missingFields,
    decision,
    clientNumberMasked: `••• ${subject.clientNumber.slice(-4)}`,
    firstMessage: facts.firstMessage,
    scheduledFor,
    expiresAt,
  };
}

async function requireRepeat(tx: TenantTx, callId: string, caseId: string): Promise<void> {
  const repeat = await findRepeat(tx, callId);
  if (repeat?.caseId !== caseId) throw new AppError("not_found", "There is no such call");
}

/** The facts of a payload, from the case as it stands and the choices of the draft. */
export function payloadFacts(
  subject: CallSubject,
  choice: { purpose: OutboundPurpose; language: "en" | "es"; isRecorded: boolean; callToken: string },
): CallPayloadFacts {
  const firstName = speakable(subject.firstName);
  const firmName = speakable(subject.firmName);
  const callbackNumber = subject.callbackNumber === null ? "" : formatPhone(subject.callbackNumber);
  const { language, isRecorded } = choice;
  return {
    assistantId: subject.assistantId,
    phoneNumberId: subject.phoneNumberId,
    clientNumber: subject.clientNumber,
    callToken: choice.callToken,
    firmName,
    callbackNumber,
    purpose: choice.purpose,
    firstName,
    language,
    flags: subject.flags,
    firstMessage: `${disclosureLine({ language, firmName, callbackNumber, isRecorded })} ${askFor(firstName, language)}`,
    isRecorded,
  };
}

function askFor(firstName: string, language: "en" | "es"): string {
  switch (language) {
    case "en":
      return `May I speak with ${firstName}?`;
    case "es":
      return `¿Puedo hablar con ${firstName}?`;
  }
}

function plannedTime(when: string, now: Date): Date {
  if (when === "now") return now;
  const planned = new Date(when);
  const ahead = planned.getTime() - now.getTime();
  if (!(ahead >= -PAST_TOLERANCE_MS && ahead <= MAX_DAYS_AHEAD * 86_400_000)) {
    throw new AppError("invalid_input", "Choose a time within the next 30 days");
  }
  return ahead < 0 ? now : planned;
}
