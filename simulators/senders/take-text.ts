import { randomUUID } from "node:crypto";
import { z } from "zod";
import { secretsEqual } from "@/lib/core/sha256";
import { planEvent } from "./proofs/plan-event";
import { signStandardWebhooks } from "./proofs/sign-standard-webhooks";
import type { ApiRequest, PlannedDelivery, Target } from "./sender";
import { fateOf } from "./simulated-fate";

/** A texting or broadcast platform's memory: what it made of each reference, for the newest five thousand. */
export type TakenTexts = Map<string, string>;

type Platform = { taken: TakenTexts; prefix: string; userAgent: string };

const MAX_TAKEN = 5_000;
const TOLERANCE_SECONDS = 300;

const order = z.looseObject({
  type: z.literal("message.send"),
  data: z.looseObject({
    reference: z.string().min(1).max(100),
    channel: z.literal("sms"),
    from: z.string().regex(/^\+[1-9]\d{6,14}$/),
    to: z.string().regex(/^\+[1-9]\d{6,14}$/),
    text: z.string().min(1).max(1_600),
  }),
});
type Order = z.output<typeof order>["data"];

const REFUSED = {
  invalid: { code: "invalid_number", message: "The number does not exist" },
  region: { code: "region_not_allowed", message: "This country is not enabled" },
  "opted-out": { code: "opted_out", message: "The person has opted out" },
  "not-mobile": { code: "not_mobile", message: "The number is a landline" },
  "do-not-disturb": { code: "do_not_disturb", message: "The person does not want to be written to" },
} as const;
const ERRORS = {
  filtered: { errorCode: "30007", errorMessage: "Message filtered" },
  unreachable: { errorCode: "30003", errorMessage: "Unreachable destination handset" },
  unregistered: { errorCode: "30034", errorMessage: "Message from an unregistered number" },
} as const;

/**
 * `POST …/messages` of a generic platform, as lib/outgoing/post-order.ts describes the wire: proved by a signature or a
 * bearer token, once for each reference, then told of at the firm's door.
 */
export async function takeText(platform: Platform, { request, path, targets, tell }: ApiRequest): Promise<Response> {
  if (request.method !== "POST" || path.join("/") !== "messages") return refuse(404, "not_found", "No such resource");
  const body = await request.text();
  const target = targets.find((one) => isProved(request.headers, body, one));
  if (target === undefined) return refuse(401, "bad_proof", "The proof is of nobody's");
  const read = order.safeParse(parse(body)).data?.data;
  if (read === undefined) return refuse(422, "bad_request", "The order cannot be read");
  const known = platform.taken.get(`${target.firmId} ${read.reference}`);
  if (known !== undefined) return Response.json({ messageId: known, status: "queued" });
  const fate = fateOf(read.to);
  if (fate.kind === "refused") return refuse(422, REFUSED[fate.why].code, REFUSED[fate.why].message);
  const messageId = `${platform.prefix}_${randomUUID()}`;
  remember(platform.taken, `${target.firmId} ${read.reference}`, messageId);
  tell(target, "The desk sends a text", planCourse(read, { messageId, userAgent: platform.userAgent }));
  return Response.json({ messageId, status: "queued" }, { status: 202 });
}

function isProved(headers: Headers, body: string, { secret }: Target): boolean {
  const bearer = /^Bearer (\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  if (bearer !== undefined) return secretsEqual(bearer, secret);
  const id = headers.get("webhook-id") ?? "";
  const seconds = headers.get("webhook-timestamp") ?? "";
  if (!/^\d{10}$/.test(seconds) || Math.abs(Date.now() / 1000 - Number(seconds)) > TOLERANCE_SECONDS) return false;
  const expected = signStandardWebhooks({ id, now: new Date(Number(seconds) * 1000), body, secret });
  const given = (headers.get("webhook-signature") ?? "").split(" ");
  return given.some((one) => secretsEqual(one, expected["webhook-signature"] ?? ""));
}

function planCourse(
  { reference, from, to, text }: Order,
  told: { messageId: string; userAgent: string },
): PlannedDelivery[] {
  const fate = fateOf(to);
  if (fate.kind === "silent") return [];
  const { messageId, userAgent } = told;
  const sentAt = new Date();
  const data = { messageId, reference, from, to, text, sentAt: sentAt.toISOString() };
  const end = fate.kind === "failed" ? { status: "failed", ...ERRORS[fate.why] } : { status: "delivered" };
  const steps = [
    { type: "message.sent", afterMs: 300, data: { ...data, status: "sent" } },
    { type: `message.${end.status}`, afterMs: 1_200, data: { ...data, ...end } },
  ];
  return steps.map(({ type, afterMs, data: facts }) => {
    const occurredAt = new Date(sentAt.getTime() + afterMs);
    return planEvent({ event: { type, occurredAt, data: facts }, afterMs, userAgent });
  });
}

function remember(taken: TakenTexts, reference: string, messageId: string): void {
  taken.set(reference, messageId);
  const oldest = taken.keys().next();
  if (taken.size > MAX_TAKEN && !oldest.done) taken.delete(oldest.value);
}

function refuse(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
