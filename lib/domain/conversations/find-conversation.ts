import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { contacts } from "@/db/schema/contacts";
import { conversationMembers } from "@/db/schema/conversation-members";
import { conversations } from "@/db/schema/conversations";
import { memberships } from "@/db/schema/memberships";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { listConsents } from "@/lib/domain/consents/list-consents";
import { chooseLine } from "@/lib/domain/lines/choose-line";
import { IS_UNREAD, memberOf, newestMessage } from "./conversation-filter";
import { listAddresses } from "./list-addresses";
import { listPresence, type PresentPerson } from "./list-presence";
import { listRelated } from "./list-related";

export type ConversationDetail = NonNullable<Awaited<ReturnType<typeof findConversation>>>;

/**
 * A conversation with all that stands beside its thread, or null when the firm has none with this id or it is behind a wall.
 * `now` is the contact clock (local times), `realNow` the real one (presence).
 */
export async function findConversation(
  tx: TenantTx,
  { conversationId, userId, now, realNow }: { conversationId: string; userId: string; now: Date; realNow: Date },
) {
  const row = await findRow(tx, conversationId, userId);
  if (!row) return null;
  const { contact, member, channel, ...conversation } = row;
  const consents = contact === null ? [] : await listConsents(tx, contact.id);
  const newest = channel ?? "sms";
  const line = await chooseLine(tx, { conversationId, channel: newest });
  return {
    ...conversation,
    contact,
    /** The channel of the newest message: where an answer goes unless somebody chooses another. */
    channel: newest,
    readAt: member?.readAt ?? null,
    draft: member?.draftBody ? { body: member.draftBody, channel: member.draftChannel ?? newest } : null,
    /** Every number and WhatsApp id of the person, with where its clock may stand and on which channels it is blocked. */
    addresses: await listAddresses(tx, { conversationId, contact, clientAddress: conversation.clientAddress }, now),
    /** Consents in force: neither revoked nor expired. */
    consents: consents.filter(
      ({ revokedAt, expiresAt }) => revokedAt === null && (expiresAt === null || expiresAt > now),
    ),
    ...(await listRelated(tx, { conversationId, contactId: contact?.id ?? null })),
    /** The others of the firm who are here now. */
    present: await listOthers(tx, { conversationId, userId, now: realNow }),
    /** The line that an answer on `channel` goes by; null when none is connected. */
    line,
  };
}

async function listOthers(
  tx: TenantTx,
  { conversationId, userId, now }: { conversationId: string; userId: string; now: Date },
): Promise<PresentPerson[]> {
  const here = await listPresence(tx, { conversationIds: [conversationId], now });
  return here.filter((person) => person.userId !== userId).map(({ conversationId: _, ...person }) => person);
}

async function findRow(tx: TenantTx, conversationId: string, userId: string) {
  const [row] = await tx
    .select({
      id: conversations.id,
      contactId: conversations.contactId,
      name: sql<
        string | null
      >`coalesce(${contacts.firstName} || ' ' || ${contacts.lastName}, ${conversations.senderName})`,
      clientAddress: conversations.clientAddress,
      status: conversations.status,
      snoozedUntil: conversations.snoozedUntil,
      assignedUserId: conversations.assignedUserId,
      assignedName: sql<string | null>`nullif(concat_ws(' ', ${memberships.firstName}, ${memberships.lastName}), '')`,
      tags: conversations.tags,
      preferredLineId: conversations.preferredLineId,
      lastMessageAt: conversations.lastMessageAt,
      lastInboundAt: conversations.lastInboundAt,
      waitingSince: conversations.waitingSince,
      isUnread: IS_UNREAD,
      revision: conversations.revision,
      channel: messages.channel,
      contact: {
        id: contacts.id,
        firstName: contacts.firstName,
        lastName: contacts.lastName,
        preferredLanguage: contacts.preferredLanguage,
        declaredTimeZone: contacts.declaredTimeZone,
        addressState: contacts.addressState,
      },
      member: conversationMembers,
    })
    .from(conversations)
    .leftJoin(messages, newestMessage())
    .leftJoin(contacts, and(eq(contacts.tenantId, conversations.tenantId), eq(contacts.id, conversations.contactId)))
    .leftJoin(
      memberships,
      and(eq(memberships.tenantId, conversations.tenantId), eq(memberships.userId, conversations.assignedUserId)),
    )
    .leftJoin(conversationMembers, memberOf(userId))
    .where(eq(conversations.id, conversationId));
  return row;
}
