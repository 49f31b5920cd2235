import "server-only";
import { and, desc, eq, gte } from "drizzle-orm";
import { contactPhones } from "@/db/schema/contact-phones";
import { contacts } from "@/db/schema/contacts";
import { conversations } from "@/db/schema/conversations";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import type { MessageChannel } from "@/lib/domain/messages/message-input";
import { resolveClient } from "@/lib/domain/messages/resolve-client";

/** Whom to write to: a conversation, a contact's number, an address that is nobody's yet, or whoever wrote a message. */
export type SendTarget =
  | { conversationId: string }
  | { contactId: string; e164: string }
  | { address: string }
  | { answerTo: string };

export type Recipient = {
  contactId: string | null;
  conversationId: string | null;
  /** E.164, or WhatsApp's id of a person whose number is hidden. */
  address: string;
  language: "en" | "es" | null;
};

/**
 * Where a message to somebody goes, as of now: what is sent is asked about with the places held (see holdRecipient). In a
 * conversation that is the address of the channel's newest message, then the contact's first number.
 * @throws AppError `not_found` for a conversation, contact or message that is not there for this person; `precondition_failed` when
 * nothing is known to write to; `invalid_input` for a number that is not the contact's
 */
export async function resolveRecipient(
  tx: TenantTx,
  { to, channel }: { to: SendTarget; channel: MessageChannel },
): Promise<Recipient> {
  if ("conversationId" in to) return ofConversation(tx, to.conversationId, channel);
  if ("contactId" in to) return ofContact(tx, to);
  if ("answerTo" in to) return ofMessage(tx, to.answerTo);
  return ofAddress(tx, to.address);
}

async function ofConversation(tx: TenantTx, conversationId: string, channel: MessageChannel): Promise<Recipient> {
  const [row] = await tx
    .select({
      contactId: conversations.contactId,
      clientAddress: conversations.clientAddress,
      language: contacts.preferredLanguage,
    })
    .from(conversations)
    .leftJoin(contacts, and(eq(contacts.tenantId, conversations.tenantId), eq(contacts.id, conversations.contactId)))
    .where(eq(conversations.id, conversationId));
  if (!row) throw new AppError("not_found", "There is no such conversation");
  const address = (await newestAddress(tx, conversationId, channel)) ?? row.clientAddress;
  const { contactId, language } = row;
  if (channel === "whatsapp" || !address.includes("@")) return { contactId, conversationId, address, language };
  const number = contactId === null ? null : await firstNumber(tx, contactId);
  if (number === null) throw new AppError("precondition_failed", "No number is known to send an SMS to");
  return { contactId, conversationId, address: number, language };
}

/** The very address that wrote, wherever its conversation stands by now. */
async function ofMessage(tx: TenantTx, messageId: string): Promise<Recipient> {
  const [row] = await tx
    .select({
      contactId: messages.contactId,
      conversationId: messages.conversationId,
      address: messages.clientAddress,
      language: contacts.preferredLanguage,
    })
    .from(messages)
    .leftJoin(contacts, and(eq(contacts.tenantId, messages.tenantId), eq(contacts.id, messages.contactId)))
    .where(eq(messages.id, messageId));
  if (!row) throw new AppError("not_found", "There is no such message");
  return row;
}

async function ofContact(tx: TenantTx, to: { contactId: string; e164: string }): Promise<Recipient> {
  const [row] = await tx
    .select({ language: contacts.preferredLanguage, phoneId: contactPhones.id })
    .from(contacts)
    .leftJoin(
      contactPhones,
      and(
        eq(contactPhones.tenantId, contacts.tenantId),
        eq(contactPhones.contactId, contacts.id),
        eq(contactPhones.e164, to.e164),
      ),
    )
    .where(eq(contacts.id, to.contactId));
  if (!row) throw new AppError("not_found", "There is no such contact");
  if (row.phoneId === null) throw new AppError("invalid_input", "This is not a number of the contact");
  const [own] = await tx
    .select({ id: conversations.id })
    .from(conversations)
    .where(eq(conversations.contactId, to.contactId));
  return { contactId: to.contactId, conversationId: own?.id ?? null, address: to.e164, language: row.language };
}

async function newestAddress(tx: TenantTx, conversationId: string, channel: MessageChannel): Promise<string | null> {
  const [row] = await tx
    .select({ address: messages.clientAddress })
    .from(messages)
    .where(and(eq(messages.conversationId, conversationId), eq(messages.channel, channel), gte(messages.stateRank, 0)))
    .orderBy(desc(messages.sentAt), desc(messages.id))
    .limit(1);
  return row?.address ?? null;
}

async function firstNumber(tx: TenantTx, contactId: string): Promise<string | null> {
  const [row] = await tx
    .select({ e164: contactPhones.e164 })
    .from(contactPhones)
    .where(eq(contactPhones.contactId, contactId))
    .orderBy(desc(contactPhones.isPrimary), contactPhones.createdAt)
    .limit(1);
  return row?.e164 ?? null;
}

async function ofAddress(tx: TenantTx, written: string): Promise<Recipient> {
  const isWhatsappId = written.includes("@");
  const { address } = resolveClient(
    isWhatsappId ? { kind: "whatsapp_id", jid: written } : { kind: "phone", e164: written },
  );
  const [row] = await tx
    .select({ id: conversations.id, contactId: conversations.contactId, language: contacts.preferredLanguage })
    .from(conversations)
    .leftJoin(contacts, and(eq(contacts.tenantId, conversations.tenantId), eq(contacts.id, conversations.contactId)))
    .where(eq(conversations.clientAddress, address))
    .orderBy(desc(conversations.lastMessageAt))
    .limit(1);
  return {
    contactId: row?.contactId ?? null,
    conversationId: row?.id ?? null,
    address,
    language: row?.language ?? null,
  };
}
