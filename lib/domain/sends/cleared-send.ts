import "server-only";
import type { LINE_PROVIDERS, LineSettings } from "@/db/schema/lines";
import type { MessageChannel } from "@/lib/domain/messages/message-input";

declare const cleared: unique symbol;

/** What one message needs to leave by one line. Nothing else of the firm or the client goes with it. */
export type SendOrder = {
  messageId: string;
  provider: (typeof LINE_PROVIDERS)[number];
  channel: MessageChannel;
  /** E.164, or WhatsApp's id of a person whose number is hidden. */
  to: string;
  /** The line's own number or instance. */
  from: string;
  account: string | null;
  settings: LineSettings;
  /** The id of the person at the line's provider, where it knows people by ids of its own. */
  externalContactId: string | null;
  body: string;
  /** Where the provider tells what became of it, with an opaque id of this one send; null where it has no such thing. */
  statusCallbackUrl: string | null;
  /** Opaque id of this one send, for providers that repeat a reference; never the message's id. */
  reference: string;
};

/**
 * An order that the gate let through in this moment, with the key that opens the provider. Only begin-send mints it, and no
 * provider's client takes anything else: there is no other way to a send (CMP-01).
 */
export type ClearedSend = SendOrder & { readonly [cleared]: true; readonly key: string };
