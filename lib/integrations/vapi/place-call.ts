import "server-only";
import type { Vapi } from "@vapi-ai/server-sdk";
import { z } from "zod";
import { createVapiClient, VAPI_TIMEOUT_SECONDS, vapiRequestOptions } from "./client";
import { type VapiRefusal, vapiFailureOf } from "./vapi-failure";

export type PlaceCallResult =
  | { kind: "placed"; providerCallId: string }
  | { kind: "refused"; reason: VapiRefusal }
  | { kind: "not_sent"; reason: "rate_limited" | "unreachable" }
  | { kind: "unknown" };

const createdCall = z.looseObject({ id: z.string().min(1).max(100) });

/**
 * `POST /call` with exactly the bytes of `payloadText`, once. Anything that does not prove whether a call exists
 * (time-out, lost connection, 5xx, an unreadable answer) is `unknown`, to be looked up and never repeated (AVL-02).
 * @throws RangeError when the text is not the compact JSON that the SDK would write
 */
export async function placeCall(input: {
  apiKey: string;
  payloadText: string;
  signal?: AbortSignal;
}): Promise<PlaceCallResult> {
  const body: Vapi.CreateCallDto = JSON.parse(input.payloadText);
  if (JSON.stringify(body) !== input.payloadText) throw new RangeError("the payload is not compact JSON");
  try {
    const client = await createVapiClient(input.apiKey);
    const answer = await client.calls.create(body, {
      ...vapiRequestOptions(input.signal),
      timeoutInSeconds: VAPI_TIMEOUT_SECONDS,
    });
    const call = createdCall.safeParse(answer);
    return call.success ? { kind: "placed", providerCallId: call.data.id } : { kind: "unknown" };
  } catch (error) {
    const failure = vapiFailureOf(error);
    switch (failure.kind) {
      case "refused":
        return failure;
      case "rate_limited":
      case "unreachable":
        return { kind: "not_sent", reason: failure.kind };
      case "lost":
        return { kind: "unknown" };
    }
  }
}
