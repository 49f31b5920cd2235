import "server-only";
import { z } from "zod";
import type { ClearedSend } from "@/lib/domain/sends/cleared-send";
import type { SendAnswer } from "@/lib/domain/sends/send-answer";
import { exchange } from "@/lib/http/exchange";
import { alowareUrl } from "./aloware-api";
import { alowareRefusalOf } from "./refusal-of";

const ACCEPTED = 202;
const E164 = /^\+[1-9]\d{6,14}$/;

const acceptance = z.looseObject({ message: z.string() });

/**
 * `POST /api/v1/webhook/sms-gateway/send`, once, with the token in the body, as Aloware wants it (providers-voice C.1). 202
 * means accepted and nothing more, and names no message: the webhook brings its id. Aloware answers routes that it does
 * not know with status 200 and its own page, so that no other success is one. It has neither an idempotency key nor a
 * list: what is `unknown` stays so until a webhook tells of it.
 */
export async function sendAlowareMessage(order: ClearedSend, signal?: AbortSignal): Promise<SendAnswer> {
  const { channel, from, to, settings, key } = order;
  if (channel !== "sms") return refuse("not_connected");
  if (!E164.test(to)) return refuse("invalid_number");
  const answer = await exchange(alowareUrl("sms-gateway/send"), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      api_token: key,
      ...(settings.lineId === undefined ? { from } : { line_id: numberOf(settings.lineId) }),
      to,
      message: order.body,
    }),
    signal,
  });
  if (answer.kind === "lost") return { kind: "unknown" };
  if (answer.kind === "unreachable") return { kind: "not_sent", reason: "unreachable", retryAfterSeconds: null };
  if (answer.status >= 200 && answer.status <= 299) {
    const isTaken = answer.status === ACCEPTED && acceptance.safeParse(answer.json).success;
    return isTaken ? { kind: "accepted", providerMessageId: null, account: "", state: "queued" } : { kind: "unknown" };
  }
  return alowareRefusalOf(answer, [key]);
}

/** Aloware's ids are numbers. */
function numberOf(lineId: string): number | string {
  return /^\d{1,15}$/.test(lineId) ? Number(lineId) : lineId;
}

function refuse(reason: "not_connected" | "invalid_number"): SendAnswer {
  return { kind: "refused", reason, providerCode: null, providerText: null };
}
