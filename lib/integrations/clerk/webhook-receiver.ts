import "server-only";
import { getEnv } from "@/lib/core/env";
import { toAppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { NO_STORE } from "@/lib/http/no-store";
import { problem } from "@/lib/http/problem";
import { limitRate } from "@/lib/http/rate-limit";
import { report } from "@/lib/observability/report";
import { parseStrictJson } from "@/lib/webhooks/parse-strict-json";
import { readCappedBody } from "@/lib/webhooks/read-capped-body";
import { type VerifiedBody, verificationKeyOf, verifySignature } from "@/lib/webhooks/verify-signature";
import { clerkEnvelope, clerkEvent, HANDLED_TYPES } from "./event.schema";
import { applyClerkEvent } from "./webhook";

const MAX_BYTES = 1_048_576;
const DELIVERIES = { name: "clerk-webhook", perMinute: 6_000 };

type Status = "accepted" | "duplicate" | "ignored";

/**
 * Clerk's door: capped read → proof over the raw bytes (Svix, which is Standard Webhooks under other header names, five
 * minutes either way) → strict parse → effect. Without a configured secret everything is refused. A failure answers 503
 * and nothing is kept, so that Clerk sends the event again.
 */
export async function receiveClerkWebhook(request: Request): Promise<Response> {
  const requestId = crypto.randomUUID();
  const rate = await limitRate(DELIVERIES, "clerk");
  if (!rate.allowed) {
    return problem("rate_limited", { requestId, headers: { "Retry-After": String(rate.retryAfterSeconds) } });
  }
  const mediaType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") return problem("invalid_input", { requestId, status: 415 });
  const contentLength = request.headers.get("content-length");
  const body = await readCappedBody(request.body, { maxBytes: MAX_BYTES, contentLength });
  if (!body.ok) {
    return problem("invalid_input", { requestId, ...(body.reason === "too_large" ? { status: 413 as const } : {}) });
  }
  const receivedAt = new Date();
  const proof = verifySvix(body.bytes, request.headers, receivedAt);
  if (!proof.ok) {
    log("warn", "webhook refused", { provider: "clerk", code: proof.reason, requestId });
    return problem("unauthenticated", { requestId });
  }
  return answer(proof.body, { eventId: proof.messageId, receivedAt, requestId });
}

type Verified = { ok: true; body: VerifiedBody; messageId: string } | { ok: false; reason: string };

function verifySvix(bytes: Buffer, headers: Headers, now: Date): Verified {
  const secret = getEnv().CLERK_WEBHOOK_SIGNING_SECRET;
  const key = secret === undefined ? null : verificationKeyOf("standard-webhooks", secret);
  const standard = new Headers();
  for (const name of ["id", "timestamp", "signature"]) {
    const value = headers.get(`svix-${name}`);
    if (value !== null) standard.set(`webhook-${name}`, value);
  }
  const keys = key === null ? [] : [{ label: "platform" as const, key, usableUntil: null }];
  const verdict = verifySignature(
    "standard-webhooks",
    { bytes, headers: standard, url: "", provider: "clerk", now },
    keys,
  );
  if (!verdict.ok) return verdict;
  return verdict.messageId === null
    ? { ok: false, reason: "no_signature" }
    : { ok: true, body: verdict.body, messageId: verdict.messageId };
}

type Delivery = { eventId: string; receivedAt: Date; requestId: string };

async function answer(body: VerifiedBody, delivery: Delivery): Promise<Response> {
  const { requestId, eventId } = delivery;
  const json = parseStrictJson(body);
  const envelope = clerkEnvelope.safeParse(json.ok ? json.value : null);
  if (!json.ok || !envelope.success) return problem("invalid_input", { requestId });
  const fields = { provider: "clerk", eventId, eventType: envelope.data.type, requestId };
  const event = clerkEvent.safeParse(json.value);
  if (!event.success) {
    const isOurs = HANDLED_TYPES.includes(envelope.data.type);
    log(isOurs ? "error" : "info", isOurs ? "webhook not readable" : "webhook ignored", fields);
    return isOurs ? problem("invalid_input", { requestId }) : accepted("ignored");
  }
  try {
    const status = await applyClerkEvent(event.data, delivery);
    log("info", "webhook applied", { ...fields, code: status });
    return accepted(status);
  } catch (error) {
    await report(toAppError(error), { requestId });
    return problem("unavailable", { requestId });
  }
}

function accepted(status: Status): Response {
  return Response.json({ status }, { headers: NO_STORE });
}
