import "server-only";
import type { MessageMedia } from "@/db/schema/messages";
import type { MessageChannel, MessageState } from "@/lib/domain/messages/message-input";
import { messageStateOf } from "./message-state";

/** Who wrote to whom, without the channel's prefix. */
export type TwilioRoute = { channel: MessageChannel; from: string; to: string };

export type TwilioFact =
  | (TwilioRoute & {
      kind: "message";
      sid: string;
      body: string;
      media: MessageMedia[];
      senderName: string | null;
      optOutKeyword: "stop" | "start" | "help" | null;
      sentAtMs: number | null;
    })
  | (TwilioRoute & {
      kind: "status";
      sid: string;
      state: MessageState;
      failureCode: string | null;
      failureReason: string | null;
      atMs: number | null;
      /** The opaque id of our own send; null where the address of the callback bore none. */
      reference: string | null;
    })
  | {
      kind: "call";
      sid: string;
      status: string;
      direction: string | null;
      /** Who called, as Twilio writes it. */
      from: string | null;
      durationSeconds: number | null;
      answeredBy: string | null;
    };

export type TwilioEvent = {
  type: string;
  /** Null where nothing in the body tells it from the next: its hash then does. */
  identity: string | null;
  /** Null when it names none, or more than one. */
  account: string | null;
  facts: TwilioFact[];
};

/** The two sides of a text or WhatsApp message; null for any other channel (`messenger:`, `rcs:`) and for a missing side. */
export function routeOf(from: string | undefined, to: string | undefined): TwilioRoute | null {
  const [sender, receiver] = [readAddress(from), readAddress(to)];
  if (sender === null || receiver === null || sender.channel !== receiver.channel) return null;
  return { channel: sender.channel, from: sender.address, to: receiver.address };
}

function readAddress(written: string | undefined): { channel: MessageChannel; address: string } | null {
  const [, prefix, address = ""] = /^(?:([a-z_]+):)?\s*(.*)$/is.exec(written?.trim() ?? "") ?? [];
  if (address === "") return null;
  if (prefix === undefined) return { channel: "sms", address };
  return prefix.toLowerCase() === "whatsapp" ? { channel: "whatsapp", address } : null;
}

/** What a status of Twilio's means here; null for one that says nothing of a sent message. */
export function standingOf(status: string, error: { code: string | undefined; message: string | undefined }) {
  const state = messageStateOf(status);
  if (state === undefined) return null;
  const failureCode = error.code ?? (status === "canceled" ? "canceled" : null);
  return { state, failureCode, failureReason: error.message?.trim() || null };
}
