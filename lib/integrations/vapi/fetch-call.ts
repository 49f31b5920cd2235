import "server-only";
import { z } from "zod";
import type { JsonValue } from "@/lib/webhooks/parse-strict-json";
import { createVapiClient, vapiRequestOptions } from "./client";

/** `message` is what the provider would have sent: an end-of-call report, or a status update while the call goes on. */
export type FetchedCall = { kind: "known"; message: JsonValue } | { kind: "unknown" };

/** The provider sends its report some seconds after the end, once the analysis is there; before that it is half a report. */
const ANALYSIS_MS = 60_000;

const json = z.json().optional();
const fetchedCall = z.object({
  id: z.string().min(1).max(100),
  status: z.string(),
  endedReason: json,
  startedAt: json,
  endedAt: z.iso.datetime({ offset: true }).optional(),
  cost: json,
  analysis: json,
  artifact: json,
  compliance: json,
});

/**
 * `GET /call/{id}`, read as the webhook that did not come. `unknown` covers every answer that is none, a 404 among them: it
 * says nothing about how the call ended.
 */
export async function fetchCall(input: {
  apiKey: string;
  providerCallId: string;
  now: Date;
  signal?: AbortSignal;
}): Promise<FetchedCall> {
  const client = await createVapiClient(input.apiKey);
  const answer = await client.calls.get({ id: input.providerCallId }, vapiRequestOptions(input.signal)).then(
    (call): unknown => call,
    () => null,
  );
  const call = fetchedCall.safeParse(answer);
  if (!call.success || call.data.id !== input.providerCallId) return { kind: "unknown" };
  const { id, status, ...fields } = call.data;
  const timestamp = input.now.getTime();
  if (status !== "ended") {
    return { kind: "known", message: { message: { type: "status-update", status, timestamp, call: { id } } } };
  }
  if (fields.endedAt !== undefined && timestamp - Date.parse(fields.endedAt) < ANALYSIS_MS) return { kind: "unknown" };
  const present = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return {
    kind: "known",
    message: { message: { type: "end-of-call-report", timestamp, call: { id }, ...present } as JsonValue },
  };
}
