import "server-only";
import { and, asc, desc, eq, inArray, ne, notInArray, sql } from "drizzle-orm";
import { contactPhones } from "@/db/schema/contact-phones";
import { conversations } from "@/db/schema/conversations";
import { messages } from "@/db/schema/messages";
import { optoutRegistry } from "@/db/schema/optout-registry";
import type { TenantTx } from "@/db/tenant";
import { listLocalTimes } from "@/lib/domain/contacts/list-local-times";

const MOST = 20;

type Subject = {
  conversationId: string;
  contact: { id: string; addressState: string | null; declaredTimeZone: string | null } | null;
  clientAddress: string;
};

export type ConversationAddress = {
  /** E.164, or WhatsApp's id of a person whose number is hidden. */
  address: string;
  /** The contact's number, on which a wish can be recorded; null for what is nobody's number. */
  phoneId: string | null;
  label: "mobile" | "home" | "work" | "other" | null;
  isPrimary: boolean;
  /** One zone for each clock that the person may be looking at, the earliest first; empty when nothing says. */
  timeZones: string[];
  optOuts: Pick<typeof optoutRegistry.$inferSelect, "channel" | "scope" | "effectiveAt">[];
  /** Other conversations of the firm in which this address stands: a shared phone. */
  sharedWith: { conversationId: string; clientAddress: string }[];
};

/** Every address under which the person of a conversation can be written to: the contact's numbers, and what they wrote from. */
export async function listAddresses(tx: TenantTx, subject: Subject, now: Date): Promise<ConversationAddress[]> {
  const phones = subject.contact === null ? [] : await listPhones(tx, subject.contact.id);
  const told = [subject.clientAddress, ...(await listWrittenFrom(tx, subject.conversationId))];
  const others = [...new Set(told)].filter((address) => !phones.some(({ e164 }) => e164 === address));
  const all = [...phones.map(({ e164 }) => e164), ...others];
  const blocked = await listOptOuts(tx, all);
  const shared = await listSharing(tx, subject.conversationId, all);
  return Promise.all(
    all.map(async (address) => {
      const phone = phones.find(({ e164 }) => e164 === address);
      return {
        address,
        phoneId: phone?.id ?? null,
        label: phone?.label ?? null,
        isPrimary: phone?.isPrimary ?? false,
        timeZones: address.startsWith("+") ? await listLocalTimes(located(subject, address), now) : [],
        optOuts: blocked.filter(({ e164 }) => e164 === address).map(({ e164: _, ...rest }) => rest),
        sharedWith: shared.filter((each) => each.address === address).map(({ address: _, ...rest }) => rest),
      };
    }),
  );
}

function located({ contact }: Subject, e164: string) {
  return { e164, addressState: contact?.addressState ?? null, declaredTimeZone: contact?.declaredTimeZone ?? null };
}

function listPhones(tx: TenantTx, contactId: string) {
  return tx
    .select({
      id: contactPhones.id,
      e164: contactPhones.e164,
      label: contactPhones.label,
      isPrimary: contactPhones.isPrimary,
    })
    .from(contactPhones)
    .where(eq(contactPhones.contactId, contactId))
    .orderBy(desc(contactPhones.isPrimary), asc(contactPhones.createdAt))
    .limit(MOST);
}

/** From the newest hundred messages: a person changes phones seldom. */
async function listWrittenFrom(tx: TenantTx, conversationId: string): Promise<string[]> {
  const newest = tx
    .select({ address: messages.clientAddress })
    .from(messages)
    .where(eq(messages.conversationId, conversationId))
    .orderBy(desc(messages.sentAt), desc(messages.id))
    .limit(100)
    .as("newest");
  const rows = await tx.selectDistinct({ address: newest.address }).from(newest).limit(MOST);
  return rows.map(({ address }) => address);
}

function listOptOuts(tx: TenantTx, addresses: string[]) {
  return tx
    .select({
      e164: optoutRegistry.e164,
      channel: optoutRegistry.channel,
      scope: optoutRegistry.scope,
      effectiveAt: optoutRegistry.effectiveAt,
    })
    .from(optoutRegistry)
    .where(and(eq(optoutRegistry.state, "opted_out"), inArray(optoutRegistry.e164, addresses)))
    .orderBy(desc(optoutRegistry.effectiveAt));
}

/** Conversations of other contacts that have the number too, and one of nobody known that still stands under it. */
async function listSharing(tx: TenantTx, conversationId: string, addresses: string[]) {
  const columns = { conversationId: conversations.id, clientAddress: conversations.clientAddress };
  const ofContacts = await tx
    .select({ ...columns, address: contactPhones.e164 })
    .from(contactPhones)
    .innerJoin(
      conversations,
      and(eq(conversations.tenantId, contactPhones.tenantId), eq(conversations.contactId, contactPhones.contactId)),
    )
    .where(and(inArray(contactPhones.e164, addresses), ne(conversations.id, conversationId)))
    .limit(MOST);
  const known = [conversationId, ...ofContacts.map((row) => row.conversationId)];
  const ofNobody = await tx
    .select({ ...columns, address: sql<string>`${conversations.clientAddress}` })
    .from(conversations)
    .where(
      and(
        sql`${conversations.contactId} is null`,
        inArray(conversations.clientAddress, addresses),
        notInArray(conversations.id, known),
      ),
    )
    .limit(MOST);
  return [...ofContacts, ...ofNobody];
}
