import "server-only";
import { z } from "zod";
import type { ClearedSend } from "@/lib/domain/sends/cleared-send";
import type { SendAnswer, SendRefusal } from "@/lib/domain/sends/send-answer";
import { vendorWords } from "@/lib/http/vendor-words";
import { askGateway, type GatewayFailure } from "./gateway-request";
import { writeRecipient } from "./write-recipient";

const sent = z.object({ key: z.object({ id: z.string().min(1).max(128) }), status: z.string().optional() });

/** WhatsApp Business: what Meta refused comes with 201 as Meta's own error object. */
const refusedByMeta = z.object({ message: z.string(), code: z.number().int() });

/** A recipient whom WhatsApp does not know: `[{jid, exists: false, number}]`. */
const unknownRecipient = z.object({
  response: z.object({ message: z.array(z.looseObject({ exists: z.literal(false) })).min(1) }),
});

/**
 * Hands one message to the firm's WhatsApp instance: `POST /message/sendText/{instance}`. Links are not looked up for a
 * preview. The gateway answers 400 for whatever was thrown, also after the message went out, so that only reasons that
 * come before it are a refusal; everything else is `unknown` and looked up.
 */
export async function sendEvolutionMessage(order: ClearedSend, signal?: AbortSignal): Promise<SendAnswer> {
  const answer = await askGateway({
    method: "POST",
    path: ["message", "sendText", order.from],
    key: order.key,
    body: { number: writeRecipient(order.to), text: order.body, linkPreview: false },
    answer: z.union([sent, refusedByMeta]),
    signal,
  });
  if (!answer.ok) return readFailure(answer.failure);
  if ("code" in answer.value) return readMetaRefusal(answer.value, order.key);
  const { key, status } = answer.value;
  const state = status === "SERVER_ACK" || status === "SENT" ? "sent" : "queued";
  return { kind: "accepted", providerMessageId: key.id, account: order.from, state };
}

function readFailure(failure: GatewayFailure): SendAnswer {
  switch (failure.kind) {
    case "not_configured":
      return refused("not_connected", null, null);
    case "rate_limited":
      return { kind: "not_sent", reason: "rate_limited", retryAfterSeconds: failure.retryAfterSeconds };
    case "unreachable":
      return { kind: "not_sent", reason: "unreachable", retryAfterSeconds: null };
    case "lost":
      return { kind: "unknown" };
    case "refused":
      return readRefusal(failure);
  }
}

/** Meta's codes of the Cloud API. Any other is a refusal as well: Meta has no message of ours under an error. */
const META_REASONS: Partial<Record<number, SendRefusal>> = {
  10: "forbidden",
  100: "bad_request",
  190: "bad_key",
  131008: "bad_request",
  131009: "bad_request",
  131021: "invalid_number",
  131026: "not_on_whatsapp",
  131031: "forbidden",
  131042: "payment_required",
  131047: "window_closed",
  131050: "do_not_disturb",
  131051: "bad_request",
  130497: "region_not_allowed",
  133010: "unregistered_sender",
};
const META_TOO_MANY: ReadonlySet<number> = new Set([4, 80_007, 130_429, 131_048, 131_056]);

function readMetaRefusal({ code, message }: z.output<typeof refusedByMeta>, key: string): SendAnswer {
  if (META_TOO_MANY.has(code)) return { kind: "not_sent", reason: "rate_limited", retryAfterSeconds: null };
  return refused(META_REASONS[code] ?? "not_sent", String(code), vendorWords(message, [key]));
}

function readRefusal({ reason, status, text, json }: Extract<GatewayFailure, { kind: "refused" }>): SendAnswer {
  const code = String(status);
  if (reason === "bad_key") return refused("bad_key", code, text);
  if (reason === "forbidden") return refused("forbidden", code, text);
  // The instance is not there any more.
  if (reason === "not_found") return refused("line_disconnected", code, text);
  if (unknownRecipient.safeParse(json).success) return refused("not_on_whatsapp", code, null);
  if (text === null) return { kind: "unknown" };
  // Meta's code of a message outside of the 24 hours.
  if (text.includes("131047")) return refused("window_closed", "131047", text);
  if (/connection closed|not connected/i.test(text)) return refused("line_disconnected", code, text);
  // The gateway's check of the body comes before anything else.
  if (/requires property|does not (match|meet)|is not of a type/i.test(text)) return refused("bad_request", code, text);
  return { kind: "unknown" };
}

function refused(reason: SendRefusal, providerCode: string | null, providerText: string | null): SendAnswer {
  return { kind: "refused", reason, providerCode, providerText };
}
