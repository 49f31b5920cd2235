import { randomUUID } from "node:crypto";
import { caseDetails } from "@/db/schema/case-details";
import { caseMembers } from "@/db/schema/case-members";
import { caseNotes } from "@/db/schema/case-notes";
import { cases } from "@/db/schema/cases";
import { connections } from "@/db/schema/connections";
import { consents } from "@/db/schema/consents";
import { contactEmails } from "@/db/schema/contact-emails";
import { contactPhones } from "@/db/schema/contact-phones";
import { contacts } from "@/db/schema/contacts";
import { firms } from "@/db/schema/firms";
import { inTenant, type TenantTx } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { openCreditAccount } from "@/lib/domain/credits/open-credit-account";
import { saveApiKey } from "@/lib/vault/save-api-key";
import { testPrincipal } from "./test-database";

/** A Tuesday, 11:00 in Phoenix and 13:00 in New York: inside every calling hour. */
export const CALLING_TIME = new Date("2026-11-24T18:00:00.000Z");

const DAY = { opens: "08:00", closes: "18:00" };

export type CallingFirm = {
  principal: Principal;
  userId: string;
  caseId: string;
  contactId: string;
  phoneId: string;
  e164: string;
  /** Words that must never leave the building: the client's and the case's own. */
  canaries: string[];
};

export type CallingFirmOptions = {
  orgId: string;
  e164?: string;
  firstName?: string;
  apiKey?: string;
  assistantId?: string;
  phoneNumberId?: string;
  hasConsent?: boolean;
  /** What the firm may spend; plenty unless a suite is about credits. */
  credits?: number;
  isRecordingEnabled?: boolean;
  /** Fields of the case that are known already. */
  knownFields?: string[];
  /** Behind a wall, with these people inside. */
  restrictedTo?: string[];
};

/** A firm that may call a client now: open, connected, with a case, a consent, and private facts beside it. */
export async function createCallingFirm(options: CallingFirmOptions): Promise<CallingFirm> {
  const userId = `user_of_${options.orgId}`;
  const principal = testPrincipal(options.orgId, { actor: { type: "user", userId } });
  const ids = { caseId: randomUUID(), contactId: randomUUID(), phoneId: randomUUID() };
  const e164 = options.e164 ?? "+16025550142";
  const canaries = [
    "Canarylast",
    "77 Canary Street",
    "canary@example.com",
    "078-05-1120",
    "canary-employer",
    "1961-02-03",
  ];
  await inTenant(principal, async (tx) => {
    await insertFirm(tx, options);
    await openCreditAccount(tx, options.credits ?? 100_000);
    await insertClient(tx, { ...ids, e164, firstName: options.firstName ?? "Rosa" });
    await insertCase(tx, { ...ids, ...options });
    if (options.hasConsent ?? true) await insertConsent(tx, { contactId: ids.contactId, e164, channel: "voice_ai" });
    await saveApiKey(tx, {
      service: "vapi",
      key: options.apiKey ?? `vapi-sim-${options.orgId}`,
      userId,
      overlapHours: 0,
    });
  });
  return { principal, userId, ...ids, e164, canaries };
}

/** An express consent of the client, for the number as it stands. */
export async function insertConsent(
  tx: TenantTx,
  consent: { contactId: string; e164: string; channel: "voice_ai" | "recording" },
): Promise<string> {
  const id = randomUUID();
  await tx.insert(consents).values({
    id,
    ...consent,
    purpose: "informational",
    level: "express",
    captureMethod: "web_form",
    wording: "I agree to be called by an automated assistant about my case.",
    wordingVersion: "2026-01",
    language: "en",
    capturedAt: new Date("2026-10-01T17:00:00Z"),
  });
  return id;
}

async function insertFirm(tx: TenantTx, options: CallingFirmOptions): Promise<void> {
  await tx.insert(firms).values({
    clerkOrganizationId: options.orgId,
    name: "Calder & Reyes Injury Law",
    slug: options.orgId.replace("org_", "").replaceAll("_", "-"),
    timeZone: "America/Phoenix",
    state: "AZ",
    callbackNumber: "+16025550110",
    hours: { 1: DAY, 2: DAY, 3: DAY, 4: DAY, 5: DAY },
    isRecordingEnabled: options.isRecordingEnabled ?? false,
  });
  await tx.insert(connections).values({
    serviceName: "vapi",
    state: "connected",
    settings: {
      assistantId: options.assistantId ?? "8f7c0b5e-0000-4000-8000-000000000001",
      phoneNumberId: options.phoneNumberId ?? "2f0e0b5e-0000-4000-8000-000000000002",
    },
  });
}

type Client = { contactId: string; phoneId: string; e164: string; firstName: string };

async function insertClient(tx: TenantTx, client: Client): Promise<void> {
  await tx.insert(contacts).values({
    id: client.contactId,
    firstName: client.firstName,
    lastName: "Canarylast",
    addressState: "AZ",
    dateOfBirth: "1961-02-03",
    notes: "SSN 078-05-1120, lives at 77 Canary Street",
  });
  await tx
    .insert(contactPhones)
    .values({ id: client.phoneId, contactId: client.contactId, e164: client.e164, isPrimary: true });
  await tx.insert(contactEmails).values({ contactId: client.contactId, email: "canary@example.com", isPrimary: true });
}

type Case = { caseId: string; contactId: string } & Pick<CallingFirmOptions, "knownFields" | "restrictedTo">;

async function insertCase(tx: TenantTx, file: Case): Promise<void> {
  await tx.insert(cases).values({
    id: file.caseId,
    caseNumber: 1041,
    title: "Canarylast v. Canary Transport",
    practiceArea: "auto_accident",
    clientContactId: file.contactId,
    openedOn: "2026-10-02",
  });
  await tx.insert(caseNotes).values({ caseId: file.caseId, body: "SSN 078-05-1120; works for canary-employer" });
  for (const field of file.knownFields ?? ["employer"]) {
    await tx.insert(caseDetails).values({ caseId: file.caseId, field, value: "canary-employer", source: "staff" });
  }
  if (!file.restrictedTo) return;
  for (const userId of file.restrictedTo) await tx.insert(caseMembers).values({ caseId: file.caseId, userId });
  await tx.update(cases).set({ isRestricted: true });
}
