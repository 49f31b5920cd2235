import type { GhlConversation, GhlMessage } from "./ghl-memory";

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;
const TYPE_NUMBERS = { CALL: 1, SMS: 2, WHATSAPP: 19 } as const;

/**
 * A conversation's messages, newest first; `lastMessageId` leads to the older ones. The list stands in `messages.messages`,
 * as callers see it on the wire; the vendor's apps/conversations.json leaves out the outer `messages`. Calls have no
 * attachments here: their recording has an address of its own.
 */
export function listMessages(conversation: GhlConversation, query: URLSearchParams): Record<string, unknown> {
  const limit = Math.min(Number(query.get("limit") ?? DEFAULT_LIMIT) || DEFAULT_LIMIT, MAX_LIMIT);
  const newestFirst = [...conversation.messages].reverse();
  const seen = newestFirst.findIndex(({ id }) => id === query.get("lastMessageId"));
  const older = newestFirst.slice(seen + 1);
  const page = older.slice(0, limit);
  return {
    messages: {
      lastMessageId: page.at(-1)?.id ?? "",
      nextPage: older.length > page.length,
      messages: page.map((message) => writeListedMessage(conversation, message)),
    },
  };
}

/** A message as the list and `GET /conversations/messages/{id}` have it. */
export function writeListedMessage(conversation: GhlConversation, message: GhlMessage): Record<string, unknown> {
  const isCall = message.messageType === "CALL";
  return {
    id: message.id,
    type: TYPE_NUMBERS[message.messageType],
    messageType: `TYPE_${message.messageType}`,
    locationId: conversation.locationId,
    contactId: conversation.contactId,
    conversationId: conversation.id,
    dateAdded: message.addedAt.toISOString(),
    ...(isCall ? {} : { body: message.body }),
    direction: message.direction,
    status: message.status,
    contentType: "text/plain",
    attachments: isCall ? [] : message.attachments,
    ...(isCall ? { meta: { call: { duration: message.durationSeconds, status: message.status } } } : {}),
    ...(message.direction === "outbound" ? { source: "app" } : {}),
  };
}
