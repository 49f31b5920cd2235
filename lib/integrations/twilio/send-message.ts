import "server-only";
import { z } from "zod";
import type { ClearedSend } from "@/lib/domain/sends/cleared-send";
import type { SendAnswer } from "@/lib/domain/sends/send-answer";
import { type Exchange, exchange } from "@/lib/http/exchange";
import { messageStateOf } from "./message-state";
import { twilioRefusalOf } from "./refusal-of";
import { isAccountSid, twilioAddress, twilioAuthorization, twilioUrl } from "./twilio-api";

/**
 * How long a message may lie in Twilio's queue (its default is ten hours): it must not reach anybody long after the moment
 * that the gate judged.
 */
const VALIDITY_SECONDS = 3_600;

const E164 = /^\+[1-9]\d{6,14}$/;

const createdMessage = z.looseObject({
  sid: z.string().regex(/^(SM|MM)[0-9a-f]{32}$/i),
  status: z.string().optional(),
});

/**
 * `POST /2010-04-01/Accounts/{AC}/Messages.json`, once: a text, or WhatsApp by Twilio when the line writes there
 * (providers-voice B.3). Twilio knows no idempotency key, so whatever does not prove that no message exists is `unknown`,
 * to be looked up or told of by the status callback, and never repeated (AVL-02).
 */
export async function sendTwilioMessage(order: ClearedSend, signal?: AbortSignal): Promise<SendAnswer> {
  const { account, key, to } = order;
  if (!isAccountSid(account)) return refuse("not_connected");
  if (!E164.test(to)) return refuse("invalid_number");
  const answer = await exchange(twilioUrl(account, "/Messages"), {
    method: "POST",
    headers: {
      authorization: twilioAuthorization(account, key),
      "content-type": "application/x-www-form-urlencoded",
    },
    body: messageForm(order).toString(),
    signal,
  });
  return readAnswer(answer, [key, twilioAuthorization(account, key)]);
}

function messageForm({ channel, from, to, body, settings, statusCallbackUrl }: ClearedSend): URLSearchParams {
  const { messagingServiceSid } = settings;
  return new URLSearchParams({
    To: twilioAddress(channel, to),
    ...(messagingServiceSid === undefined
      ? { From: twilioAddress(channel, from) }
      : { MessagingServiceSid: messagingServiceSid }),
    Body: body,
    ...(statusCallbackUrl === null ? {} : { StatusCallback: statusCallbackUrl }),
    ValidityPeriod: String(VALIDITY_SECONDS),
  });
}

function readAnswer(answer: Exchange, secrets: readonly string[]): SendAnswer {
  if (answer.kind === "lost") return { kind: "unknown" };
  if (answer.kind === "unreachable") return { kind: "not_sent", reason: "unreachable", retryAfterSeconds: null };
  if (answer.status < 200 || answer.status > 299) return twilioRefusalOf(answer, secrets);
  const message = createdMessage.safeParse(answer.json).data;
  if (message === undefined) return { kind: "unknown" };
  const state = messageStateOf(message.status ?? "queued") ?? "queued";
  // Twilio's ids are unique over all accounts.
  return { kind: "accepted", providerMessageId: message.sid, account: "", state };
}

function refuse(reason: "not_connected" | "invalid_number"): SendAnswer {
  return { kind: "refused", reason, providerCode: null, providerText: null };
}
