import "server-only";
import type { VapiClient } from "@vapi-ai/server-sdk";
import { getEnv } from "@/lib/core/env";

export const VAPI_TIMEOUT_SECONDS = 20;

/**
 * A client with the firm's key. It never retries by itself: the SDK would repeat a POST after a 429 or 5xx, and each
 * repeat of `POST /call` is another call to a person. A redirect is an error, so that a key goes to the configured host only.
 * The SDK is thousands of modules and is loaded by the first request, not by every process that knows this file.
 */
export async function createVapiClient(apiKey: string): Promise<VapiClient> {
  const { VapiClient } = await import("@vapi-ai/server-sdk");
  return new VapiClient({
    token: apiKey,
    baseUrl: getEnv().VAPI_BASE_URL,
    timeoutInSeconds: VAPI_TIMEOUT_SECONDS,
    maxRetries: 0,
    fetch: (url, init) => fetch(url, { ...init, redirect: "error" }),
  });
}

/**
 * Request options with a limit on the whole exchange: the SDK's own time limit ends with the headers, and a body that
 * never comes would hold the job.
 */
export function vapiRequestOptions(signal?: AbortSignal): { maxRetries: 0; abortSignal: AbortSignal } {
  const limit = AbortSignal.timeout((VAPI_TIMEOUT_SECONDS + 5) * 1000);
  return { maxRetries: 0, abortSignal: signal ? AbortSignal.any([signal, limit]) : limit };
}
