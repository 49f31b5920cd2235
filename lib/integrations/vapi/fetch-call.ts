import "server-only";
import type { JsonValue } from "@/lib/webhooks/parse-strict-json";
import { createVapiClient, vapiRequestOptions } from "./client";
import { reportOfCall, shownCall } from "./report-of-call";

/** `message` is what the provider would have sent: an end-of-call report, or a status update while the call goes on. */
export type FetchedCall = { kind: "known"; message: JsonValue } | { kind: "unknown" };

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
  const call = shownCall.safeParse(answer);
  if (!call.success || call.data.id !== input.providerCallId) return { kind: "unknown" };
  const { id, status } = call.data;
  const timestamp = input.now.getTime();
  if (status !== "ended") {
    return { kind: "known", message: { message: { type: "status-update", status, timestamp, call: { id } } } };
  }
  const message = reportOfCall(call.data, input.now);
  return message === null ? { kind: "unknown" } : { kind: "known", message };
}
