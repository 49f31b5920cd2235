import "server-only";
import type { MessageChannel } from "@/lib/domain/messages/message-input";
import { messageStateOf } from "./message-state";
import type { GhlFact } from "./webhook-event";
import type { GhlBody } from "./webhook-schema";

const MAX_MEDIA = 10;

type MessageType = "InboundMessage" | "OutboundMessage" | "ProviderOutboundMessage";

/** A text or WhatsApp message, a call as a line, and nothing for what the desk has not (mail, social networks, chat). */
export function readMessage(type: MessageType, body: GhlBody): GhlFact[] {
  const direction = type === "InboundMessage" ? "inbound" : "outbound";
  const written = type === "ProviderOutboundMessage" ? (body.type ?? "") : (body.messageType ?? body.messageTypeString);
  const kind = written?.toLowerCase().replace(/^type_/, "") ?? "";
  if (/call|voicemail/.test(kind)) return [readCall(direction, body)];
  const channel = channelOf(kind);
  const id = body.messageId;
  if (channel === null || id === undefined) return [];
  const [theirs, ours] = direction === "inbound" ? [body.from, body.to] : [body.to, body.from];
  const isOrdered = type === "ProviderOutboundMessage";
  return [
    {
      kind: "message",
      id,
      channel,
      direction,
      phone: theirs || body.phone || null,
      contactId: body.contactId ?? null,
      line: ours || null,
      body: body.body ?? body.message ?? "",
      mediaCount: Math.min(body.attachments?.length ?? 0, MAX_MEDIA),
      state: direction === "inbound" ? "received" : isOrdered ? "queued" : (messageStateOf(body.status) ?? "sent"),
      failureCode: body.error?.code ?? null,
      failureReason: body.error?.message ?? null,
      sentAtMs: Date.parse(body.dateAdded ?? body.timestamp ?? ""),
    },
  ];
}

function readCall(direction: "inbound" | "outbound", body: GhlBody): GhlFact {
  const { messageId = null, contactId = null, callStatus, status, callDuration = null } = body;
  const detail = {
    recordId: messageId,
    contactId,
    direction,
    status: callStatus ?? status ?? null,
    durationSeconds: callDuration,
  };
  return { kind: "note", subjectType: "call", detail };
}

function channelOf(kind: string): MessageChannel | null {
  // What is said to several people at once is nobody's conversation.
  if (/(^|_)group_/.test(kind)) return null;
  if (/(^|_)sms$/.test(kind)) return "sms";
  return /(^|_)whatsapp$/.test(kind) ? "whatsapp" : null;
}
