import "server-only";
import { z } from "zod";
import { getEnv } from "@/lib/core/env";
import { type Exchange, exchange } from "@/lib/http/exchange";
import { vendorWords } from "@/lib/http/vendor-words";

/**
 * What a failed request says about its effect. `refused`: the gateway answered and did nothing; `text` is what it said.
 * `rate_limited` and `unreachable`: nothing was done, and it may be tried again. `lost`: it may or may not have taken effect.
 */
export type GatewayFailure =
  | { kind: "not_configured" }
  | {
      kind: "refused";
      reason: "bad_key" | "forbidden" | "not_found" | "bad_request";
      status: number;
      text: string | null;
      json: unknown;
    }
  | { kind: "rate_limited"; retryAfterSeconds: number | null }
  | { kind: "unreachable" }
  | { kind: "lost" };

export type GatewayAnswer<T> = { ok: true; value: T } | { ok: false; failure: GatewayFailure };

type GatewayRequest<T> = {
  method: "GET" | "POST" | "DELETE";
  /** Below the gateway's address; each part is encoded. */
  path: readonly string[];
  query?: Record<string, string>;
  /** The instance's token; the gateway's own key where an instance is made or removed. */
  key: string;
  body?: object;
  /** What the answer must be; any other is `lost`, because it was carried out. */
  answer: z.ZodType<T>;
  signal?: AbortSignal | undefined;
};

/** `{status, error, response: {message}}`: a text, a list of texts or of such lists, or of numbers not on WhatsApp. */
const refusal = z.object({
  response: z.object({ message: z.unknown().transform((said) => (Array.isArray(said) ? said.flat(2) : said)) }),
});

/** One request to the firm's WhatsApp gateway, never repeated (providers-crm B.1). */
export async function askGateway<T>(request: GatewayRequest<T>): Promise<GatewayAnswer<T>> {
  const base = getEnv().EVOLUTION_BASE_URL;
  if (base === undefined) return { ok: false, failure: { kind: "not_configured" } };
  const url = new URL(request.path.map(encodeURIComponent).join("/"), base.endsWith("/") ? base : `${base}/`);
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value);
  const { method, key, body, signal } = request;
  const told = await exchange(url, {
    method,
    headers: { apikey: key, ...(body ? { "content-type": "application/json" } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal,
  });
  if (told.kind !== "answered" || told.status < 200 || told.status > 299) {
    return { ok: false, failure: failureOf(told, key) };
  }
  const read = request.answer.safeParse(told.json);
  return read.success ? { ok: true, value: read.data } : { ok: false, failure: { kind: "lost" } };
}

function failureOf(told: Exchange, key: string): GatewayFailure {
  if (told.kind !== "answered") return { kind: told.kind };
  const { status, json, retryAfterSeconds } = told;
  const text = vendorWords(refusal.safeParse(json).data?.response.message, [key]);
  switch (status) {
    case 400:
    case 422:
      return { kind: "refused", reason: "bad_request", status, text, json };
    case 401:
      return { kind: "refused", reason: "bad_key", status, text, json };
    case 403:
      return { kind: "refused", reason: "forbidden", status, text, json };
    case 404:
      return { kind: "refused", reason: "not_found", status, text, json };
    case 429:
      return { kind: "rate_limited", retryAfterSeconds };
    default:
      return { kind: "lost" };
  }
}
