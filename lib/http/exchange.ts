import "server-only";
import { wasNeverSent } from "./was-never-sent";

/**
 * What one request came to. `answered` is by status; `json` is undefined for a body that is no JSON by its content type
 * or its bytes, too large, or broken off. `unreachable`: no byte of the request left. `lost`: it may have taken effect.
 */
export type Exchange =
  | { kind: "answered"; status: number; json: unknown; retryAfterSeconds: number | null }
  | { kind: "unreachable" }
  | { kind: "lost" };

export type ExchangeRequest = {
  method: "GET" | "POST" | "PUT" | "DELETE";
  headers: Readonly<Record<string, string>>;
  /** Sent as it is. */
  body?: string;
  signal?: AbortSignal | undefined;
  timeoutMs?: number;
};

const TIMEOUT_MS = 20_000;
const MAX_BYTES = 1_048_576;
const MAX_RETRY_AFTER_SECONDS = 3_600;

/**
 * One request to a provider, never repeated: for what must not happen twice. The time limit covers the whole exchange, a
 * redirect is no answer (a key goes to the configured host only), and nothing of it is logged or thrown.
 */
export async function exchange(url: URL, request: ExchangeRequest): Promise<Exchange> {
  const { method, headers, body, signal, timeoutMs = TIMEOUT_MS } = request;
  if (signal?.aborted) return { kind: "unreachable" };
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method,
      // A kept connection may be closed by the other side in the moment of its next request, which is then lost for nothing.
      headers: { accept: "application/json", connection: "close", ...headers },
      ...(body === undefined ? {} : { body }),
      redirect: "error",
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    const retryAfterSeconds = retryAfterOf(response.headers.get("retry-after"));
    return { kind: "answered", status: response.status, json: await readJson(response), retryAfterSeconds };
  } catch (error) {
    return wasNeverSent(error) ? { kind: "unreachable" } : { kind: "lost" };
  }
}

/** The status stands, whatever becomes of the body. */
async function readJson(response: Response): Promise<unknown> {
  try {
    if (!/^application\/([a-z.+-]+\+)?json\b/i.test(response.headers.get("content-type") ?? "")) {
      await response.body?.cancel();
      return undefined;
    }
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of response.body ?? []) {
      size += part.length;
      if (size > MAX_BYTES) return undefined;
      parts.push(part);
    }
    return JSON.parse(Buffer.concat(parts).toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Seconds alone: no provider of messages writes a date there. */
export function retryAfterOf(header: string | null): number | null {
  if (header === null || !/^\d{1,6}$/.test(header.trim())) return null;
  return Math.min(Number(header.trim()), MAX_RETRY_AFTER_SECONDS);
}
