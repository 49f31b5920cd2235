import { randomBytes } from "node:crypto";
import { instanceIdOf, jidOf, lidOf } from "./instance";

/** Where in WhatsApp a message stands; `participant` is who wrote it in a group. */
export type MessageKey = {
  remoteJid: string;
  fromMe: boolean;
  id: string;
  participant: string;
  participantAlt?: string;
  remoteJidAlt?: string;
  addressingMode: "pn" | "lid";
};

/** A message as the Baileys channel of 2.3.7 tells it. `messageTimestamp` is in seconds. */
export type WhatsappMessage = {
  key: MessageKey;
  pushName: string;
  status: string;
  message: Record<string, unknown>;
  contextInfo: Record<string, unknown> | null;
  messageType: string;
  messageTimestamp: number;
  instanceId: string;
  source: string;
};

type Written = {
  instance: string;
  key: MessageKey;
  pushName: string;
  message: Record<string, unknown>;
  contextInfo?: Record<string, unknown>;
  status?: string;
  at?: Date;
};

/** An id as WhatsApp gives it: `3EB0` and 18 hexadecimal digits. */
export function newMessageId(): string {
  return `3EB0${randomBytes(9).toString("hex").toUpperCase()}`;
}

/** The key of a client's message, or of the firm's own to that client. */
export function keyWith(phone: string, fromMe = false): MessageKey {
  return {
    remoteJid: jidOf(phone),
    fromMe,
    id: newMessageId(),
    participant: "",
    remoteJidAlt: lidOf(phone),
    addressingMode: "pn",
  };
}

/** The type is the name of the first part of `message`, as Baileys names it. */
export function writeMessage({ instance, key, pushName, message, contextInfo, status, at }: Written): WhatsappMessage {
  return {
    key,
    pushName,
    status: status ?? "DELIVERY_ACK",
    message,
    contextInfo: contextInfo ?? null,
    messageType: Object.keys(message)[0] ?? "conversation",
    messageTimestamp: Math.floor((at ?? new Date()).getTime() / 1000),
    instanceId: instanceIdOf(instance),
    source: key.fromMe ? "web" : "android",
  };
}
