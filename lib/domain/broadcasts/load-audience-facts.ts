import "server-only";
import { and, desc, eq, inArray, isNull, like, or } from "drizzle-orm";
import { cases } from "@/db/schema/cases";
import { consents } from "@/db/schema/consents";
import { contacts } from "@/db/schema/contacts";
import { doNotCallNumbers } from "@/db/schema/do-not-call-numbers";
import { leads } from "@/db/schema/leads";
import { messages } from "@/db/schema/messages";
import { optoutRegistry } from "@/db/schema/optout-registry";
import type { TenantTx } from "@/db/tenant";
import type { ContactKind, ContactPurpose, GateFacts } from "@/lib/domain/compliance/gate-facts";
import { consentFactOf } from "@/lib/domain/contact-gate/consent-fact-of";
import { loadAttempts } from "@/lib/domain/contact-gate/load-attempts";
import { loadFirmFacts } from "@/lib/domain/contact-gate/load-firm-facts";
import { holdOf } from "@/lib/domain/contact-gate/load-gate-facts";
import { locateCalledParty } from "@/lib/domain/phones/locate-called-party";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";
import { type InboundOf, loadAudienceInbound } from "./load-audience-inbound";

export type AudienceMember = { contactId: string; e164: string };

type Wanted = {
  people: readonly AudienceMember[];
  line: { id: string; names: readonly string[]; whatsapp: "baileys" | "business" | null; kind: ContactKind };
  purpose: ContactPurpose;
  /** On the contact clock. */
  at: Date;
};

/**
 * What the gate may know of many people at once, by contact: the facts that loadGateFacts reads for each of them, without
 * the credits, in a dozen queries for all (a test holds the two equal).
 */
export async function loadAudienceFacts(tx: TenantTx, wanted: Wanted): Promise<Map<string, GateFacts>> {
  const { people, line, purpose, at } = wanted;
  if (people.length === 0) return new Map();
  const numbers = [...new Set(people.map(({ e164 }) => e164))];
  const contactIds = people.map(({ contactId }) => contactId);
  const firm = await loadFirmFacts(tx);
  const places = await loadPlaces(tx, contactIds);
  const ledger = await loadLedger(tx, { contactIds, numbers });
  const attempts = await loadAttempts(tx, { numbers }, at);
  const inbound = await loadAudienceInbound(tx, { people, numbers, kind: line.kind, lineNames: line.names });
  const known = await loadKnown(tx, { contactIds, numbers });
  const facts = new Map<string, GateFacts>();
  for (const person of people) {
    const { contactId, e164 } = person;
    const place = places.get(contactId);
    if (!place) continue;
    const number = normalizePhone(e164);
    const theirs = inbound(person);
    const own = ledger.consents.get(contactId)?.filter((row) => row.e164 === e164) ?? [];
    facts.set(contactId, {
      ...(await locateCalledParty({
        e164,
        address: place.addressState === null ? null : { state: place.addressState, postalCode: null },
        declaredTimeZone: place.declaredTimeZone,
      })),
      kind: line.kind,
      origin: "broadcast",
      purpose,
      address: e164,
      number: number.ok ? { e164: number.e164, country: number.country, type: number.type } : null,
      optOuts: [
        ...(ledger.optOuts.get(e164) ?? []),
        ...(ledger.hiddenOptOuts.get(contactId) ?? []).map(({ stop }) => stop),
      ],
      doNotCall: ledger.doNotCall.get(e164) ?? [],
      consents: own.map(consentFactOf),
      recentAttempts: attempts.get(e164) ?? [],
      inbound: theirs,
      stop: null,
      help: null,
      line: { id: line.id, whatsapp: line.whatsapp },
      firm: firm.facts,
      tightening: firm.tightening,
      relationship: relationshipOf(person, theirs, known),
      isRecordingRequested: false,
      recordingConsent: recordingOf(own),
      legalHold: holdOf(place),
      credits: null,
    });
  }
  return facts;
}

async function loadPlaces(tx: TenantTx, contactIds: string[]) {
  const rows = await tx
    .select({
      id: contacts.id,
      declaredTimeZone: contacts.declaredTimeZone,
      addressState: contacts.addressState,
      heldAt: contacts.heldAt,
      isHoldBlocking: contacts.isHoldBlocking,
    })
    .from(contacts)
    .where(inArray(contacts.id, contactIds));
  return new Map(rows.map((row) => [row.id, row]));
}

async function loadLedger(tx: TenantTx, { contactIds, numbers }: { contactIds: string[]; numbers: string[] }) {
  const given = await tx
    .select()
    .from(consents)
    .where(inArray(consents.contactId, contactIds))
    .orderBy(desc(consents.capturedAt), desc(consents.id));
  const stopped = await tx.select().from(optoutRegistry).where(inArray(optoutRegistry.e164, numbers));
  const hidden = await tx
    .selectDistinct({ contactId: messages.contactId, stop: optoutRegistry })
    .from(messages)
    .innerJoin(
      optoutRegistry,
      and(eq(optoutRegistry.tenantId, messages.tenantId), eq(optoutRegistry.e164, messages.clientAddress)),
    )
    .where(and(inArray(messages.contactId, contactIds), like(messages.clientAddress, "%@%")));
  const listed = await tx
    .select()
    .from(doNotCallNumbers)
    .where(and(inArray(doNotCallNumbers.e164, numbers), isNull(doNotCallNumbers.removedAt)))
    .orderBy(doNotCallNumbers.list);
  return {
    consents: Map.groupBy(given, ({ contactId }) => contactId),
    optOuts: Map.groupBy(stopped, ({ e164 }) => e164),
    hiddenOptOuts: Map.groupBy(hidden, ({ contactId }) => contactId),
    doNotCall: Map.groupBy(listed, ({ e164 }) => e164),
  };
}

function recordingOf(rows: readonly (typeof consents.$inferSelect)[]): GateFacts["recordingConsent"] {
  const recording = rows.find(({ channel }) => channel === "recording");
  if (!recording) return { status: "unknown", id: null, at: null };
  const { id, revokedAt, capturedAt } = recording;
  return { status: revokedAt ? "declined" : "granted", id, at: revokedAt ?? capturedAt };
}

type Known = { clients: Set<string>; leadContacts: Set<string | null>; leadNumbers: Set<string | null> };

async function loadKnown(
  tx: TenantTx,
  { contactIds, numbers }: { contactIds: string[]; numbers: string[] },
): Promise<Known> {
  const clients = await tx
    .selectDistinct({ id: cases.clientContactId })
    .from(cases)
    .where(inArray(cases.clientContactId, contactIds));
  const own = await tx
    .select({ contactId: leads.contactId, phone: leads.phone })
    .from(leads)
    .where(
      and(
        or(inArray(leads.contactId, contactIds), inArray(leads.phone, numbers)),
        inArray(leads.source, ["inbound_call", "inbound_message", "web_form"]),
      ),
    );
  return {
    clients: new Set(clients.map(({ id }) => id)),
    leadContacts: new Set(own.map(({ contactId }) => contactId)),
    leadNumbers: new Set(own.map(({ phone }) => phone)),
  };
}

function relationshipOf(person: AudienceMember, inbound: InboundOf, known: Known): GateFacts["relationship"] {
  if (known.clients.has(person.contactId)) return "client";
  if (inbound.message !== null || inbound.call !== null) return "initiated_contact";
  const isLead = known.leadContacts.has(person.contactId) || known.leadNumbers.has(person.e164);
  return isLead ? "initiated_contact" : "none";
}
