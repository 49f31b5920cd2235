import "server-only";
import { randomUUID } from "node:crypto";
import { eq, inArray } from "drizzle-orm";
import { tenantIdOf } from "@/lib/core/tenant-id";
import { cases } from "../schema/cases";
import { consents } from "../schema/consents";
import { contactPhones } from "../schema/contact-phones";
import { contacts } from "../schema/contacts";
import { firmCounters } from "../schema/firm-counters";
import { optoutEvents } from "../schema/optout-events";
import { optoutRegistry } from "../schema/optout-registry";
import { inTenant, type TenantTx } from "../tenant";
import { AUDIENCE_MEMBERS, type AudienceMember, BROADCAST_AUDIENCE } from "./broadcast-audience";

const DAY_MS = 86_400_000;
const WORDING = {
  en: "I agree to receive texts about my case.",
  es: "Acepto recibir mensajes de texto sobre mi caso.",
};

type Reachable = AudienceMember & { e164: string };

/**
 * Gives a demo firm, which has to be there, five hundred more clients with a case each (see AUDIENCE_MEMBERS), for trying a
 * broadcast at its real size. A second time changes nothing.
 */
export async function seedBroadcastAudience(now: Date): Promise<void> {
  const who = {
    tenantId: tenantIdOf(BROADCAST_AUDIENCE.organizationId),
    actor: { type: "system" as const, name: "audience-seed" },
    requestId: randomUUID(),
  };
  const ids = AUDIENCE_MEMBERS.map(({ contactId }) => contactId);
  const reachable = AUDIENCE_MEMBERS.flatMap((member) =>
    member.e164 === null ? [] : [{ ...member, e164: member.e164 }],
  );
  await inTenant(who, async (tx) => {
    const [known] = await tx.select({ id: contacts.id }).from(contacts).where(inArray(contacts.id, ids)).limit(1);
    if (known) return;
    await seedPeople(tx, reachable);
    await seedConsents(tx, reachable, new Date(now.getTime() - 40 * DAY_MS));
    await seedCases(tx, now);
    await seedOptOuts(tx, reachable, new Date(now.getTime() - 20 * DAY_MS));
  });
}

async function seedPeople(tx: TenantTx, reachable: readonly Reachable[]): Promise<void> {
  await tx.insert(contacts).values(
    AUDIENCE_MEMBERS.map(({ contactId, firstName, lastName, language, state }) => ({
      id: contactId,
      firstName,
      lastName,
      preferredLanguage: language,
      addressState: state,
    })),
  );
  await tx
    .insert(contactPhones)
    .values(reachable.map(({ contactId, e164 }) => ({ contactId, e164, label: "mobile" as const, isPrimary: true })));
}

async function seedConsents(tx: TenantTx, reachable: readonly Reachable[], capturedAt: Date): Promise<void> {
  const agreed = reachable.filter(({ hasAgreed }) => hasAgreed);
  await tx.insert(consents).values(
    agreed.map(({ contactId, e164, language }) => ({
      contactId,
      e164,
      channel: "sms" as const,
      purpose: "informational" as const,
      level: "express" as const,
      captureMethod: "web_form" as const,
      wording: WORDING[language],
      wordingVersion: "intake-2026-03",
      language,
      capturedAt,
    })),
  );
}

async function seedCases(tx: TenantTx, now: Date): Promise<void> {
  const [counter] = await tx.select().from(firmCounters).where(eq(firmCounters.name, "case"));
  const last = counter?.lastValue ?? 1_000;
  const openedOn = new Date(now.getTime() - 40 * DAY_MS).toISOString().slice(0, 10);
  await tx.insert(cases).values(
    AUDIENCE_MEMBERS.map(({ contactId, place, lastName }) => ({
      caseNumber: last + place,
      title: `${lastName} name change`,
      practiceArea: BROADCAST_AUDIENCE.practiceArea,
      clientContactId: contactId,
      openedOn,
    })),
  );
  const lastValue = last + AUDIENCE_MEMBERS.length;
  await tx
    .insert(firmCounters)
    .values({ name: "case", lastValue })
    .onConflictDoUpdate({ target: [firmCounters.tenantId, firmCounters.name], set: { lastValue } });
}

async function seedOptOuts(tx: TenantTx, reachable: readonly Reachable[], occurredAt: Date): Promise<void> {
  const stopped = reachable
    .filter(({ hasStopped }) => hasStopped)
    .map(({ e164 }) => ({ eventId: randomUUID(), e164, channel: "sms" as const }));
  await tx.insert(optoutEvents).values(
    stopped.map(({ eventId, ...number }) => ({
      id: eventId,
      ...number,
      kind: "stop" as const,
      source: "staff" as const,
      occurredAt,
    })),
  );
  await tx.insert(optoutRegistry).values(
    stopped.map(({ eventId, ...number }) => ({
      ...number,
      state: "opted_out" as const,
      lastEventId: eventId,
      effectiveAt: occurredAt,
    })),
  );
}
