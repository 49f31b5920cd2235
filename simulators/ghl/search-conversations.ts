import type { GhlConversation, GhlMessage } from "./ghl-memory";

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

/**
 * A location's conversations by their last message, newest first unless `sort=asc`. `startAfterDate` is a cursor, the
 * sort value (ms) of the last conversation that the caller has seen: with `sort=asc` it leads to newer ones (vendor's
 * apps/conversations.json).
 */
export function searchConversations(
  conversations: readonly GhlConversation[],
  query: URLSearchParams,
): Record<string, unknown> {
  const direction = query.get("sort") === "asc" ? 1 : -1;
  const startAfter = query.get("startAfterDate");
  const limit = Math.min(Number(query.get("limit") ?? DEFAULT_LIMIT) || DEFAULT_LIMIT, MAX_LIMIT);
  const found = conversations
    .flatMap((conversation) => {
      const last = conversation.messages.at(-1);
      return last === undefined ? [] : [{ conversation, last, sortValue: last.addedAt.getTime() }];
    })
    .filter(({ conversation }) => [null, conversation.contactId].includes(query.get("contactId")))
    .filter(({ sortValue }) => startAfter === null || (sortValue - Number(startAfter)) * direction > 0)
    .sort((one, other) => (one.sortValue - other.sortValue) * direction);
  return {
    conversations: found.slice(0, limit).map(({ conversation, last }) => writeConversation(conversation, last)),
    total: found.length,
  };
}

function writeConversation(conversation: GhlConversation, last: GhlMessage): Record<string, unknown> {
  const first = conversation.messages[0] ?? last;
  return {
    id: conversation.id,
    contactId: conversation.contactId,
    locationId: conversation.locationId,
    type: "TYPE_PHONE",
    lastMessageBody: last.body,
    lastMessageType: `TYPE_${last.messageType}`,
    lastMessageDirection: last.direction,
    lastMessageDate: last.addedAt.getTime(),
    dateAdded: first.addedAt.getTime(),
    dateUpdated: last.addedAt.getTime(),
    unreadCount: conversation.messages.filter(({ direction }) => direction === "inbound").length,
    fullName: conversation.contactName,
    contactName: conversation.contactName,
    email: "",
    phone: conversation.phone,
    sort: [last.addedAt.getTime()],
  };
}
