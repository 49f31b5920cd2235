import "server-only";
import { randomUUID } from "node:crypto";
import { consents } from "../schema/consents";
import { contactEmails } from "../schema/contact-emails";
import { contactPhones } from "../schema/contact-phones";
import { contacts } from "../schema/contacts";
import { optoutEvents } from "../schema/optout-events";
import { optoutRegistry } from "../schema/optout-registry";
import type { TenantTx } from "../tenant";
import { type DemoPerson, demoPhone } from "./demo-people";

export type SeededContact = { id: string; name: string; e164: string; language: "en" | "es" };

const WORDING = {
  en: "I agree that the firm may call me at this number with an automated or artificial voice about my case.",
  es: "Acepto que la firma me llame a este número con una voz automatizada o artificial sobre mi caso.",
};

/** Every ninth person has not agreed to AI calls; every thirteenth has asked the firm to stop calling. */
export async function seedContacts(tx: TenantTx, people: readonly DemoPerson[], now: Date): Promise<SeededContact[]> {
  const seeded: SeededContact[] = [];
  for (const [index, person] of people.entries()) {
    const createdAt = new Date(now.getTime() - (index * 5 + 3) * 86_400_000);
    const contact = await seedContact(tx, { person, index, createdAt });
    if (index % 9 !== 7) await seedConsent(tx, contact, createdAt);
    if (index % 13 === 12) await seedOptOut(tx, contact, new Date(now.getTime() - 20 * 86_400_000));
    seeded.push(contact);
  }
  return seeded;
}

async function seedContact(
  tx: TenantTx,
  input: { person: DemoPerson; index: number; createdAt: Date },
): Promise<SeededContact> {
  const { person, index, createdAt } = input;
  const id = randomUUID();
  const e164 = demoPhone(person, index);
  await tx.insert(contacts).values({
    id,
    firstName: person.firstName,
    lastName: person.lastName,
    preferredLanguage: person.language,
    declaredTimeZone: person.timeZone ?? null,
    addressState: person.state,
    createdAt,
    updatedAt: createdAt,
  });
  await tx.insert(contactPhones).values({ contactId: id, e164, label: "mobile", isPrimary: true });
  await tx.insert(contactEmails).values({ contactId: id, email: `${emailName(person)}@example.test`, isPrimary: true });
  return { id, name: `${person.firstName} ${person.lastName}`, e164, language: person.language };
}

async function seedConsent(tx: TenantTx, contact: SeededContact, capturedAt: Date): Promise<void> {
  await tx.insert(consents).values({
    contactId: contact.id,
    e164: contact.e164,
    channel: "voice_ai",
    purpose: "informational",
    level: "express",
    captureMethod: "web_form",
    wording: WORDING[contact.language],
    wordingVersion: "intake-2026-03",
    language: contact.language,
    capturedAt,
    evidence: "Intake form, box ticked by the client",
  });
}

async function seedOptOut(tx: TenantTx, contact: SeededContact, occurredAt: Date): Promise<void> {
  const id = randomUUID();
  await tx.insert(optoutEvents).values({
    id,
    e164: contact.e164,
    channel: "voice",
    kind: "stop",
    source: "staff",
    words: contact.language === "es" ? "Ya no me llamen, por favor." : "Please stop calling me.",
    occurredAt,
  });
  await tx
    .insert(optoutRegistry)
    .values({ e164: contact.e164, channel: "voice", state: "opted_out", lastEventId: id, effectiveAt: occurredAt });
}

function emailName(person: DemoPerson): string {
  return `${person.firstName}.${person.lastName}`
    .normalize("NFD")
    .replaceAll(/[^A-Za-z.]/g, "")
    .toLowerCase();
}
