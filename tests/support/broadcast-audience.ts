import { randomUUID } from "node:crypto";
import type { BroadcastAudience } from "@/db/schema/broadcasts";
import { cases } from "@/db/schema/cases";
import { consents } from "@/db/schema/consents";
import { contactPhones } from "@/db/schema/contact-phones";
import { contacts } from "@/db/schema/contacts";
import { inTenant } from "@/db/tenant";
import { findBroadcast } from "@/lib/domain/broadcasts/find-broadcast";
import { saveBroadcast } from "@/lib/domain/broadcasts/save-broadcast";
import { startBroadcast } from "@/lib/domain/broadcasts/start-broadcast";
import type { SendingFirm } from "./sending-firm";

/** A client of a case who may be written to, unless something is taken away. */
export type AudienceMember = {
  firstName?: string;
  language?: "en" | "es";
  e164?: string | null;
  hasConsent?: boolean;
  state?: string;
};

let numbers = 200_000;
let caseNumbers = 5_000;

/** A number of Phoenix that no other member has. */
export function nextNumber(): string {
  numbers += 1;
  return `+1602${2 + Math.floor(numbers / 1_000_000)}${String(numbers).padStart(6, "0")}`;
}

/** Adds clients, each with a case of their own. */
export async function addClients(firm: SendingFirm, members: readonly AudienceMember[]): Promise<string[]> {
  const rows = members.map((member) => ({
    id: randomUUID(),
    e164: member.e164 === undefined ? nextNumber() : member.e164,
    member,
  }));
  const firstCase = caseNumbers;
  caseNumbers += rows.length;
  await inTenant(firm.principal, async (tx) => {
    await tx.insert(contacts).values(
      rows.map(({ id, member }) => ({
        id,
        firstName: member.firstName ?? "Client",
        lastName: id.slice(0, 8),
        preferredLanguage: member.language ?? "en",
        addressState: member.state ?? "AZ",
      })),
    );
    const reachable = rows.flatMap(({ id, e164, member }) => (e164 === null ? [] : [{ contactId: id, e164, member }]));
    if (reachable.length > 0) {
      await tx
        .insert(contactPhones)
        .values(reachable.map(({ contactId, e164 }) => ({ contactId, e164, isPrimary: true })));
    }
    const agreed = reachable.filter(({ member }) => member.hasConsent ?? true);
    if (agreed.length > 0) {
      await tx.insert(consents).values(
        agreed.map(({ contactId, e164 }) => ({
          contactId,
          e164,
          channel: "sms" as const,
          purpose: "informational" as const,
          level: "express" as const,
          captureMethod: "web_form" as const,
          wording: "I agree to receive texts about my case.",
          wordingVersion: "2026-01",
          language: "en" as const,
          capturedAt: new Date("2026-10-01T17:00:00Z"),
        })),
      );
    }
    await tx.insert(cases).values(
      rows.map(({ id }, index) => ({
        caseNumber: firstCase + index,
        title: "A case",
        practiceArea: "auto_accident",
        clientContactId: id,
        openedOn: "2026-10-01",
      })),
    );
  });
  return rows.map(({ id }) => id);
}

type Draft = {
  bodyEn?: string;
  bodyEs?: string | null;
  perMinute?: number;
  audience?: BroadcastAudience;
  purpose?: "informational" | "marketing";
};

/** A draft to the firm's clients. */
export async function saveDraft(firm: SendingFirm, draft: Draft = {}): Promise<string> {
  const saved = await inTenant(firm.principal, (tx) =>
    saveBroadcast(tx, {
      broadcastId: null,
      name: "Office closed on Friday",
      lineId: firm.lineId,
      purpose: draft.purpose ?? "informational",
      bodyEn: draft.bodyEn ?? "Hi {{first_name}}, the office is closed on Friday.",
      bodyEs: draft.bodyEs === undefined ? "Hola {{first_name}}, la oficina cierra el viernes." : draft.bodyEs,
      audience: (draft.audience ?? { people: "clients" }) as { people: "clients" },
      perMinute: draft.perMinute ?? 600,
      userId: firm.userId,
      now: new Date(),
    }),
  );
  return saved.id;
}

/** Starts a draft at once. */
export async function startDraft(firm: SendingFirm, broadcastId: string): Promise<string> {
  return inTenant(firm.principal, async (tx) => {
    const draft = await findBroadcast(tx, broadcastId);
    const updatedAt = draft?.updatedAt ?? new Date(0);
    const { state } = await startBroadcast(tx, {
      ...{ broadcastId, updatedAt, scheduledFor: null, userId: firm.userId, now: new Date() },
    });
    return state;
  });
}
