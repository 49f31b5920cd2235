import "server-only";
import type { MESSAGE_CHANNELS } from "@/db/schema/message-channels";
import type { MESSAGE_STATES, MessageMedia } from "@/db/schema/messages";

export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];
export type MessageState = (typeof MESSAGE_STATES)[number];
export type MessageDirection = "inbound" | "outbound";

/** The person's side of a message. `jid` is WhatsApp's id of one person (see isPersonJid), with or without a number in it. */
export type MessageClient = { kind: "phone"; e164: string } | { kind: "whatsapp_id"; jid: string };

/** Under which id a provider knows a message; `account` is empty where the id alone is unique. */
export type MessageKey = { provider: string; account: string; providerMessageId: string };

/** A message as a provider tells of it. */
export type MessageInput = MessageKey & {
  /** The stored webhook event that told of it; null when something else did. */
  eventId: string | null;
  channel: MessageChannel;
  direction: MessageDirection;
  client: MessageClient;
  /** The firm's side: number or WhatsApp instance. */
  line: string | null;
  senderName: string | null;
  body: string;
  media: MessageMedia[];
  /** Where each of the media lies, where the provider says no more than that. */
  mediaUrls?: readonly string[];
  /** An inbound message is `received`, whatever is said here. */
  state: MessageState;
  failureCode?: string | null;
  failureReason?: string | null;
  /** By the provider's clock. */
  sentAt: Date;
  receivedAt: Date;
  /** What the provider itself understood, as Twilio's OptOutType; it wins over what the words say to us. */
  optOutKeyword?: "stop" | "start" | "help" | null;
};

/** What a note about a message may say of it, so that the note can be kept when it comes before its message. */
export type MessageTrace = {
  client?: MessageClient | undefined;
  line?: string | null | undefined;
  channel?: MessageChannel | undefined;
};

/** What became of a note about a message: `parked` waits for its message, `unknown` could not be kept for any. */
export type MessageNoteResult =
  | { outcome: "changed" | "unchanged" | "parked"; messageId: string }
  | { outcome: "unknown"; messageId: null };
