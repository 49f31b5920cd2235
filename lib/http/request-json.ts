import "server-only";

export type JsonAnswer =
  | { kind: "ok"; json: unknown }
  /** The provider answered with another status. */
  | { kind: "refused"; status: number }
  /** More than is read. */
  | { kind: "too_large" }
  /** No answer, none in time, or one that is no JSON. */
  | { kind: "lost" };

type JsonRequest = {
  method: "GET" | "POST";
  headers: Record<string, string>;
  /** Sent as JSON. */
  body?: object;
  /** As much of an answer is read; ten mebibytes unless more is needed. */
  maxBytes?: number;
  signal: AbortSignal;
};

const TIMEOUT_MS = 20_000;
const MAX_BYTES = 10 * 1_048_576;

/**
 * One request to a provider's interface, without any retry of its own. The time limit covers the whole exchange; a redirect
 * is an error, so that a key goes to the configured host only.
 */
export async function requestJson(
  url: URL,
  { method, headers, body, maxBytes = MAX_BYTES, signal }: JsonRequest,
): Promise<JsonAnswer> {
  try {
    const response = await fetch(url, {
      method,
      headers: { accept: "application/json", ...(body ? { "content-type": "application/json" } : {}), ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
      redirect: "error",
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    if (!response.ok) {
      await response.body?.cancel();
      return { kind: "refused", status: response.status };
    }
    const text = await readText(response, maxBytes);
    return text === null ? { kind: "too_large" } : { kind: "ok", json: JSON.parse(text) };
  } catch (error) {
    // Whatever went wrong, nothing is known of what the provider has.
    if (signal.aborted) throw error;
    return { kind: "lost" };
  }
}

async function readText(response: Response, maxBytes: number): Promise<string | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > maxBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
