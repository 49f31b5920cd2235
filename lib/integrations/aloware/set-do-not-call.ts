import "server-only";
import { z } from "zod";
import type { PushAnswer } from "@/lib/domain/opt-outs/push-answer";
import { type Exchange, exchange } from "@/lib/http/exchange";
import { lenientFlag } from "@/lib/webhooks/lenient-fields";
import { alowareUrl } from "./aloware-api";

type DoNotCall = { e164: string; key: string; signal?: AbortSignal | undefined };

const found = z.looseObject({ is_dnc: lenientFlag });

/**
 * Marks the contact with this number, known there or not: `GET /api/v1/webhook/contact/phone-number`, and where it is not
 * marked yet `POST /api/v1/webhook/forms` with `is_dnc` (providers-voice C.1). `maybeOurs`: a request of before may have
 * arrived, so that a mark there is not somebody else's.
 */
export async function setDoNotCall(told: DoNotCall & { maybeOurs: boolean }): Promise<PushAnswer> {
  if (told.maybeOurs) return change(told, 1);
  const isMarked = await readMark(told);
  if (typeof isMarked !== "boolean") return isMarked;
  return isMarked ? { kind: "taken", isOurs: false } : change(told, 1);
}

/** Takes the mark off. Whether it is the firm's own the caller knows: Aloware keeps no words with it. */
export function liftDoNotCall(told: DoNotCall): Promise<PushAnswer> {
  return change(told, 0);
}

/** Aloware takes token and number of a look-up nowhere else than in the address, and has no other look-up. */
async function readMark({ e164, key, signal }: DoNotCall): Promise<boolean | PushAnswer> {
  const url = alowareUrl("contact/phone-number");
  url.search = new URLSearchParams({ api_token: key, phone_number: e164 }).toString();
  const answer = await exchange(url, { method: "GET", headers: {}, signal });
  if (answer.kind === "answered" && answer.status === 404) return false;
  const problem = problemOf(answer, false);
  if (problem !== null || answer.kind !== "answered") return problem ?? { kind: "refused", reason: "unexpected" };
  return found.safeParse(answer.json).data?.is_dnc === true;
}

/**
 * `force_update` makes it a change where it would be a duplicate. Aloware answers routes that it does not know with status
 * 200 and its own page: only JSON is an answer. Doing it twice is doing it once.
 */
async function change({ e164, key, signal }: DoNotCall, isDnc: 0 | 1): Promise<PushAnswer> {
  const answer = await exchange(alowareUrl("forms"), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ api_token: key, phone_number: e164, is_dnc: isDnc, force_update: 1 }),
    signal,
  });
  return problemOf(answer, true) ?? { kind: "taken", isOurs: true };
}

function problemOf(answer: Exchange, isOurs: boolean): PushAnswer | null {
  if (answer.kind !== "answered") {
    return { kind: "again", reason: "unreachable", isOurs: isOurs && answer.kind === "lost" };
  }
  const { status, json } = answer;
  if (status === 429) return { kind: "again", reason: "rate_limited", isOurs: false };
  if (status >= 500) return { kind: "again", reason: "unreachable", isOurs };
  if (status >= 200 && status <= 299) {
    return typeof json === "object" && json !== null ? null : { kind: "refused", reason: "unexpected" };
  }
  if (status === 401) return { kind: "refused", reason: "bad_key" };
  if (status === 403) return { kind: "refused", reason: "forbidden" };
  return { kind: "refused", reason: status === 404 ? "not_found" : "bad_request" };
}
