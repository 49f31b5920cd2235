import "server-only";
import { eq } from "drizzle-orm";
import { contacts } from "@/db/schema/contacts";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { contactClass } from "@/lib/domain/compliance/contact-class";
import type { ContactKind, ContactPurpose, GateFacts, SendOrigin } from "@/lib/domain/compliance/gate-facts";
import type { CreditQuote } from "@/lib/domain/credits/credit-quote";
import { loadCreditFacts } from "@/lib/domain/credits/load-credit-facts";
import { findLine } from "@/lib/domain/lines/find-line";
import { namesOfLine } from "@/lib/domain/lines/names-of-line";
import { type CalledPartyLocation, locateCalledParty } from "@/lib/domain/phones/locate-called-party";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";
import { loadHelp, loadStop } from "./load-answer-facts";
import { loadAttempts } from "./load-attempts";
import { loadFirmFacts } from "./load-firm-facts";
import { loadInboundFacts, loadRelationship } from "./load-inbound-facts";
import { loadConsents, loadDoNotCall, loadOptOuts } from "./load-ledger-facts";

export type GateSubject = {
  /** Null for somebody who is nobody's contact: then everything is known by the address alone. */
  contactId: string | null;
  /** E.164, or WhatsApp's id of a person whose number is hidden. */
  e164: string;
  kind: ContactKind;
  origin: SendOrigin;
  purpose: ContactPurpose;
  /** The call or message being judged, when it exists already: it does not count as an earlier attempt. */
  callId?: string | undefined;
  messageId?: string | undefined;
  /** What it will cost, when it is yet to be paid for. */
  quote?: CreditQuote | undefined;
  /** Whose limit the credits count against. */
  userId?: string | null | undefined;
  lineId?: string | null | undefined;
  /** The stop that a confirmation answers. */
  optoutEventId?: string | null | undefined;
};

/**
 * Everything that the gate may know of a contact at `at` (on the contact clock), read in the caller's transaction. With
 * `isReserving` the credit account is locked, after everything else was read.
 * @throws AppError `not_found` for a contact or a line of another firm as for one that never was
 */
export async function loadGateFacts(
  tx: TenantTx,
  subject: GateSubject,
  at: Date,
  options: { isReserving: boolean } = { isReserving: false },
): Promise<GateFacts> {
  const { location, legalHold } = await readContact(tx, subject);
  const firm = await loadFirmFacts(tx);
  const number = normalizePhone(subject.e164);
  const ledger = await loadConsents(tx, subject);
  const line = subject.lineId ? await findLine(tx, subject.lineId) : null;
  if (subject.lineId && line === null) throw new AppError("not_found", "There is no such line");
  const { callId, messageId } = subject;
  const attempts = await loadAttempts(tx, { numbers: [subject.e164], callId, messageId }, at);
  const inbound = await loadInboundFacts(tx, subject, line === null ? [] : namesOfLine(line));
  return {
    ...location,
    kind: subject.kind,
    origin: subject.origin,
    purpose: subject.purpose,
    address: subject.e164,
    number: number.ok ? { e164: number.e164, country: number.country, type: number.type } : null,
    optOuts: await loadOptOuts(tx, subject),
    consents: ledger.consents,
    recentAttempts: attempts.get(subject.e164) ?? [],
    doNotCall: await loadDoNotCall(tx, subject.e164),
    inbound,
    ...(await loadAnswers(tx, subject)),
    line: line && { id: line.id, whatsapp: line.settings.whatsapp ?? null },
    firm: firm.facts,
    tightening: firm.tightening,
    relationship: await loadRelationship(tx, subject, inbound),
    isRecordingRequested: subject.kind === "ai_call" && firm.isRecordingRequested,
    recordingConsent: ledger.recording,
    legalHold,
    credits: await loadCredits(tx, subject, options),
  };
}

type ReadContact = { location: CalledPartyLocation; legalHold: GateFacts["legalHold"] };

async function readContact(tx: TenantTx, subject: GateSubject): Promise<ReadContact> {
  if (subject.contactId === null) {
    const location = await locateCalledParty({ e164: subject.e164, address: null, declaredTimeZone: null });
    return { location, legalHold: null };
  }
  const [contact] = await tx
    .select({
      id: contacts.id,
      declaredTimeZone: contacts.declaredTimeZone,
      addressState: contacts.addressState,
      heldAt: contacts.heldAt,
      isHoldBlocking: contacts.isHoldBlocking,
    })
    .from(contacts)
    .where(eq(contacts.id, subject.contactId));
  if (!contact) throw new AppError("not_found", "There is no such contact");
  const location = await locateCalledParty({
    e164: subject.e164,
    address: contact.addressState === null ? null : { state: contact.addressState, postalCode: null },
    declaredTimeZone: contact.declaredTimeZone,
  });
  return { location, legalHold: holdOf(contact) };
}

/** The hold on a contact's records, known by the contact itself: there is one at a time. */
export function holdOf(contact: { id: string; heldAt: Date | null; isHoldBlocking: boolean }): GateFacts["legalHold"] {
  return contact.heldAt === null ? null : { id: contact.id, restrictsContact: contact.isHoldBlocking };
}

async function loadAnswers(tx: TenantTx, subject: GateSubject): Promise<Pick<GateFacts, "stop" | "help">> {
  const { kind, optoutEventId } = subject;
  const contact = contactClass(subject);
  return {
    stop: contact === "confirmation" && optoutEventId ? await loadStop(tx, { ...subject, optoutEventId }) : null,
    help: contact === "help_answer" && kind !== "ai_call" ? await loadHelp(tx, { ...subject, channel: kind }) : null,
  };
}

async function loadCredits(tx: TenantTx, { quote, userId }: GateSubject, options: { isReserving: boolean }) {
  if (quote === undefined) return null;
  return loadCreditFacts(tx, { quote, userId: userId ?? null, isReserving: options.isReserving });
}
