import { z } from "zod";
import { personText } from "@/lib/core/text.schema";
import { INBOX_VIEWS } from "./inbox-search";

const channel = z.enum(["sms", "whatsapp"]);
const conversationId = z.uuid();
const userId = z
  .string()
  .min(1)
  .max(100)
  .refine((id) => !id.includes("\0"));
/** What a text may hold; the verb that sends it has the last word. */
const body = z.string().max(1_600, { error: "tooLong" });

export const conversationChange = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("assign"), userId: userId.nullable() }),
  z.strictObject({ kind: z.literal("resolve") }),
  z.strictObject({ kind: z.literal("reopen") }),
  z.strictObject({ kind: z.literal("snooze"), until: z.date() }),
  z.strictObject({ kind: z.literal("tag"), tag: z.string().min(1).max(60) }),
  z.strictObject({ kind: z.literal("untag"), tag: z.string().min(1).max(60) }),
  z.strictObject({ kind: z.literal("read") }),
  z.strictObject({ kind: z.literal("unread") }),
]);
export type ConversationChange = z.output<typeof conversationChange>;

export const changeConversationsInput = z.strictObject({
  ids: z.array(z.uuid()).min(1).max(500),
  change: conversationChange,
});

/** What the database can no longer write; the verb that snoozes has its own, nearer bound. */
const FAR_AWAY = new Date("3000-01-01T00:00:00Z");

const conversationState = z.strictObject({
  status: z.enum(["open", "snoozed", "resolved"]),
  snoozedUntil: z.date().max(FAR_AWAY).nullable(),
  assignedUserId: userId.nullable(),
  tags: z.array(z.string().min(1).max(60)).max(20),
});

export const restoreConversationsInput = z.strictObject({
  changes: z
    .array(z.strictObject({ id: z.uuid(), before: conversationState, after: conversationState }))
    .min(1)
    .max(500),
});

const inboxSearchInput = z.strictObject({
  view: z.enum(INBOX_VIEWS),
  q: z.string().max(100).nullable(),
  tag: z.string().max(60).nullable(),
  channel: channel.nullable(),
  assignee: z.string().max(100).nullable(),
  sort: z.enum(["newest", "waiting"]).nullable(),
});

export const changeMatchingInput = z.strictObject({
  search: inboxSearchInput,
  change: conversationChange,
  cursor: z.string().max(600).nullable(),
});

export const sendMessageInput = z.strictObject({
  conversationId,
  idempotencyKey: z.uuid(),
  channel,
  lineId: z.uuid().nullable(),
  body: body.min(1, { error: "required" }),
  scheduledFor: z.date().nullable(),
});

export const previewSendInput = sendMessageInput.omit({ idempotencyKey: true }).extend({ body });

export const conversationIdInput = z.strictObject({ conversationId });

export const sendAgainInput = z.strictObject({ messageId: z.uuid(), scheduledFor: z.date().nullable() });

export const cancelSendInput = z.strictObject({ messageId: z.uuid() });

export const saveDraftInput = z.strictObject({ conversationId, body, channel });

export const touchPresenceInput = z.strictObject({ conversationId, isTyping: z.boolean() });

export const addNoteInput = z.strictObject({
  conversationId,
  body: personText(4_000),
  mentions: z.array(userId).max(20),
});

export const preferredLineInput = z.strictObject({ conversationId, lineId: z.uuid().nullable() });

export const saveViewInput = z.strictObject({
  name: personText(60),
  isShared: z.boolean(),
  query: z.record(z.string().max(20), z.string().max(200)),
});

export const viewIdInput = z.strictObject({ viewId: z.uuid() });

export const makeContactInput = z.strictObject({
  conversationId,
  firstName: personText(80),
  lastName: personText(80),
  preferredLanguage: z.enum(["en", "es"]),
});

export const linkConversationInput = z.strictObject({ conversationId, contactId: z.uuid() });
