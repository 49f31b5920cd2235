import { asc } from "drizzle-orm";
import { automationLogs } from "@/db/schema/automation-logs";
import { contactPhones } from "@/db/schema/contact-phones";
import { contacts } from "@/db/schema/contacts";
import { leads } from "@/db/schema/leads";
import { messageMappings } from "@/db/schema/message-mappings";
import { messages } from "@/db/schema/messages";
import { optoutEvents } from "@/db/schema/optout-events";
import { optoutRegistry } from "@/db/schema/optout-registry";
import { inTenant, type TenantTx } from "@/db/tenant";
import type { MessageInput } from "@/lib/domain/messages/message-input";
import { testPrincipal } from "./test-database";

export const CLIENT = "+16025550142";
const LINE = "+16025550100";
const SENT_AT = new Date("2026-11-20T18:00:00.000Z");

/** An instant so many seconds after the one at which the tests' messages are sent. */
export function after(seconds: number): Date {
  return new Date(SENT_AT.getTime() + seconds * 1_000);
}

/** An inbound text that Twilio tells of, with what a test says otherwise. */
export function told(input: Partial<MessageInput> = {}): MessageInput {
  return {
    eventId: null,
    provider: "twilio",
    account: "AC1",
    providerMessageId: "SM1",
    channel: "sms",
    direction: "inbound",
    client: { kind: "phone", e164: CLIENT },
    line: LINE,
    senderName: null,
    body: "I was in a crash",
    media: [],
    state: "received",
    sentAt: SENT_AT,
    receivedAt: after(2),
    ...input,
  };
}

/** Runs `work` in a transaction of its own, as the firm behind `orgId`. */
export function inFirm<T>(orgId: string, work: (tx: TenantTx) => Promise<T>): Promise<T> {
  return inTenant(testPrincipal(orgId), work);
}

export async function addContact(orgId: string, e164: string, firstName = "Ana"): Promise<string> {
  return inFirm(orgId, async (tx) => {
    const [contact] = await tx.insert(contacts).values({ firstName, lastName: "Lopez" }).returning({ id: contacts.id });
    if (!contact) throw new Error("the contact was not stored");
    await tx.insert(contactPhones).values({ contactId: contact.id, e164 });
    return contact.id;
  });
}

/** All that messages lead to in a firm. */
export function everythingOf(orgId: string) {
  return inFirm(orgId, async (tx) => ({
    messages: await tx.select().from(messages).orderBy(asc(messages.sentAt), asc(messages.body)),
    mappings: await tx.select().from(messageMappings),
    leads: await tx.select().from(leads),
    optOuts: await tx.select().from(optoutEvents).orderBy(asc(optoutEvents.occurredAt)),
    register: await tx.select().from(optoutRegistry),
    lines: await tx.select().from(automationLogs).orderBy(asc(automationLogs.createdAt)),
  }));
}

/** The actions that stand in the log because of webhooks. */
export async function actionsOf(orgId: string): Promise<string[]> {
  const { lines } = await everythingOf(orgId);
  return lines
    .filter(({ trigger }) => trigger === "webhook.received")
    .map(({ action }) => action)
    .toSorted();
}
