import "server-only";
import { z } from "zod";
import type { MissedEvent, MissedEvents, MissedFailure, MissedQuestion } from "@/lib/webhooks/missed-events";
import { createVapiClient, vapiRequestOptions } from "./client";
import { reportOfCall, type ShownCall, shownCall } from "./report-of-call";
import { vapiFailureOf } from "./vapi-failure";

const PAGE_SIZE = 100;
const MAX_PAGES = 20;
/** The longest call: one that began before the silence may have ended in it. */
const LONGEST_MS = 3_600_000;

/**
 * Reports of the account's calls that ended by now and began between two instants or an hour before: `GET /call` with
 * `createdAtGe`, newest first (providers-voice A.2). */
export async function findMissedEvents(question: MissedQuestion, now: Date): Promise<MissedEvents> {
  const client = await createVapiClient(question.apiKey);
  const createdAtGe = new Date(question.from.getTime() - LONGEST_MS).toISOString();
  const calls = new Map<string, ShownCall>();
  let createdAtLe = question.to.toISOString();
  let isComplete = false;
  for (let page = 0; page < MAX_PAGES && !isComplete; page += 1) {
    let answer: unknown;
    try {
      const filter = { limit: PAGE_SIZE, createdAtGe, createdAtLe };
      answer = await client.calls.list(filter, vapiRequestOptions(question.signal));
    } catch (error) {
      if (question.signal.aborted) throw error;
      return { kind: "failed", failure: failureOf(error) };
    }
    const listed = z.array(z.unknown()).safeParse(answer);
    if (!listed.success) return { kind: "failed", failure: "unexpected" };
    const shown = listed.data.flatMap((call) => shownCall.safeParse(call).data ?? []);
    for (const call of shown) calls.set(call.id, call);
    const oldest = shown.map(({ createdAt }) => createdAt ?? createdAtLe).toSorted()[0];
    isComplete = listed.data.length < PAGE_SIZE || oldest === undefined || oldest === createdAtLe;
    createdAtLe = oldest ?? createdAtLe;
  }
  const events: MissedEvent[] = [];
  for (const call of calls.values()) {
    const body = reportOfCall(call, now);
    if (body !== null) events.push({ key: call.id, body, tells: { kind: "call", id: call.id } });
  }
  return { kind: "found", events, isComplete };
}

function failureOf(error: unknown): MissedFailure {
  const failure = vapiFailureOf(error);
  switch (failure.kind) {
    case "rate_limited":
      return "rate_limited";
    case "unreachable":
    case "lost":
      return "unreachable";
    case "refused":
      return failure.reason === "bad_key" || failure.reason === "forbidden" ? "bad_key" : "unexpected";
  }
}
