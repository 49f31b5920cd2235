import "server-only";
import { z } from "zod";
import type { ReceiverAnswer } from "@/lib/domain/outgoing-webhooks/receiver-answer";
import type { ClearedSend } from "@/lib/domain/sends/cleared-send";
import type { SendAnswer, SendRefusal } from "@/lib/domain/sends/send-answer";
import { retryAfterOf } from "@/lib/http/exchange";
import { vendorWords } from "@/lib/http/vendor-words";
import { postToReceiver } from "./post-to-receiver";
import { resolveHost } from "./resolve-receiver";
import { sendUrlPolicy } from "./send-url-policy";
import { signMessage } from "./sign-message";

const DEADLINE_MS = 20_000;
const USER_AGENT = "Docketline-Messages/1";
const SIGNING_SECRET = /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/;

const taken = z.looseObject({
  messageId: z.union([z.string().min(1).max(256), z.number().int().transform(String)]),
  status: z.string().optional().catch(undefined),
});
const refusal = z.looseObject({
  error: z.looseObject({
    code: z.string().optional().catch(undefined),
    message: z.string().optional().catch(undefined),
  }),
});

const STATES = { queued: "queued", sent: "sent", delivered: "delivered" } as const;

const STATUSES: Partial<Record<number, SendRefusal>> = {
  400: "bad_request",
  401: "bad_key",
  402: "payment_required",
  403: "forbidden",
  404: "not_found",
  405: "bad_request",
  409: "bad_request",
  410: "not_connected",
  413: "too_long",
  415: "bad_request",
  422: "bad_request",
};

/** Codes that a platform may name in a refusal. */
const CODES: ReadonlySet<string> = new Set<SendRefusal>([
  "payment_required",
  "invalid_number",
  "not_mobile",
  "do_not_disturb",
  "region_not_allowed",
  "unverified_sender",
  "unregistered_sender",
  "too_long",
  "filtered",
]);

/**
 * Hands a text to a texting or broadcast platform that follows our contract, once. The wire, for who builds the other side:
 *
 * `POST <sendUrl>` with `content-type: application/json` and
 * `{"type":"message.send","timestamp":"<ISO 8601>","data":{"reference","channel":"sms","from","to","text"}}`, numbers in E.164.
 * Proof: a key `whsec_…` signs the bytes as Standard Webhooks 1.0.0 does (`webhook-id`, `webhook-timestamp`,
 * `webhook-signature`); any other key is sent as `authorization: Bearer …`. `reference` stands for this one text, also in
 * `webhook-id` and `idempotency-key`: who gets it twice must not send it twice.
 * Answer, at most 1 KB: 2xx `{"messageId","status"?:"queued"|"sent"|"delivered"}`; 4xx `{"error":{"code"?,"message"?}}`,
 * `code` one of CODES or `opted_out`; 429 with `Retry-After`. What becomes of the text is told to the firm's webhook door
 * under the same `messageId`, with the `reference` beside it (see recordPlatformMessage).
 *
 * The address is judged and its name resolved by postToReceiver, so that a firm reaches nothing but the internet (WH-13).
 * Whatever does not prove that the platform has nothing is `unknown` (AVL-02).
 */
export async function postOrder(order: ClearedSend, signal?: AbortSignal): Promise<SendAnswer> {
  const { sendUrl } = order.settings;
  if (sendUrl === undefined || order.channel !== "sms") return refuse("not_connected");
  if (signal?.aborted) return { kind: "not_sent", reason: "unreachable", retryAfterSeconds: null };
  const sentAt = new Date();
  const { reference, channel, from, to, key } = order;
  const body = JSON.stringify({
    type: "message.send",
    timestamp: sentAt.toISOString(),
    data: { reference, channel, from, to, text: order.body },
  });
  const proof = SIGNING_SECRET.test(key)
    ? signMessage({ messageId: reference, sentAt, body }, [key])
    : { authorization: `Bearer ${key}`, "webhook-id": reference };
  try {
    const answer = await postToReceiver({
      url: sendUrl,
      headers: {
        "content-type": "application/json",
        "user-agent": USER_AGENT,
        "idempotency-key": reference,
        ...proof,
      },
      body,
      policy: sendUrlPolicy(sendUrl),
      resolve: resolveHost,
      deadlineMs: DEADLINE_MS,
      signal: signal ?? new AbortController().signal,
    });
    return readAnswer(answer, key);
  } catch {
    // The process stops in the middle of the request.
    return { kind: "unknown" };
  }
}

function readAnswer(answer: ReceiverAnswer, key: string): SendAnswer {
  if (answer.kind === "failed") {
    switch (answer.failure) {
      case "forbidden_address":
        return refuse("not_connected");
      case "unresolvable":
      case "unreachable":
      // Certificates are judged before a byte of the request leaves.
      case "tls":
        return { kind: "not_sent", reason: "unreachable", retryAfterSeconds: null };
      default:
        return { kind: "unknown" };
    }
  }
  const { status, retryAfter, excerpt } = answer;
  const json = parse(excerpt);
  if (status === 429) return { kind: "not_sent", reason: "rate_limited", retryAfterSeconds: retryAfterOf(retryAfter) };
  if (status >= 200 && status <= 299) {
    const message = taken.safeParse(json).data;
    if (message === undefined) return { kind: "unknown" };
    const state = STATES[message.status as keyof typeof STATES] ?? "queued";
    return { kind: "accepted", providerMessageId: message.messageId, account: "", state };
  }
  const byStatus = STATUSES[status];
  if (byStatus === undefined) return { kind: "unknown" };
  const { code, message } = refusal.safeParse(json).data?.error ?? {};
  return {
    kind: "refused",
    reason: reasonOf(code) ?? byStatus,
    providerCode: vendorWords(code, [key])?.slice(0, 60) ?? null,
    providerText: vendorWords(message, [key]),
  };
}

function reasonOf(code: string | undefined): SendRefusal | undefined {
  if (code === "opted_out") return "opted_out_at_provider";
  return code !== undefined && CODES.has(code) ? (code as SendRefusal) : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuse(reason: "not_connected"): SendAnswer {
  return { kind: "refused", reason, providerCode: null, providerText: null };
}
