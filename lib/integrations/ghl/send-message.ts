import "server-only";
import { z } from "zod";
import type { ClearedSend } from "@/lib/domain/sends/cleared-send";
import type { SendAnswer } from "@/lib/domain/sends/send-answer";
import { exchange } from "@/lib/http/exchange";
import { ghlHeaders, ghlUrl } from "./ghl-api";
import { messageStateOf } from "./message-state";
import { ghlRefusalOf } from "./refusal-of";

const E164 = /^\+[1-9]\d{6,14}$/;

const createdMessage = z.looseObject({
  messageId: z.string().min(1).max(256),
  status: z.string().optional().catch(undefined),
});

const TYPES = { sms: "SMS", whatsapp: "WhatsApp" } as const;

/**
 * `POST /conversations/messages`, once (providers-crm A.4). HighLevel writes to its own contact, so one that it does not
 * know is refused here; the number goes along, because a contact may have several and the gate judged one. There is no
 * idempotency header (A.6): whatever does not prove that no message exists is `unknown` (AVL-02).
 */
export async function sendGhlMessage(order: ClearedSend, signal?: AbortSignal): Promise<SendAnswer> {
  const { account, externalContactId, from, to, key } = order;
  if (account === null || account === "" || externalContactId === null) return refuse("not_connected");
  if (!E164.test(to)) return refuse("invalid_number");
  const answer = await exchange(ghlUrl("conversations/messages"), {
    method: "POST",
    headers: { ...ghlHeaders(key), "content-type": "application/json" },
    body: JSON.stringify({
      type: TYPES[order.channel],
      contactId: externalContactId,
      message: order.body,
      ...(E164.test(from) ? { fromNumber: from } : {}),
      toNumber: to,
    }),
    signal,
  });
  if (answer.kind === "lost") return { kind: "unknown" };
  if (answer.kind === "unreachable") return { kind: "not_sent", reason: "unreachable", retryAfterSeconds: null };
  if (answer.status < 200 || answer.status > 299) return ghlRefusalOf(answer, [key]);
  const message = createdMessage.safeParse(answer.json).data;
  if (message === undefined) return { kind: "unknown" };
  return {
    kind: "accepted",
    providerMessageId: message.messageId,
    account,
    state: messageStateOf(message.status) ?? "queued",
  };
}

function refuse(reason: "not_connected" | "invalid_number"): SendAnswer {
  return { kind: "refused", reason, providerCode: null, providerText: null };
}
