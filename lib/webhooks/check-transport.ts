import "server-only";
import type { WebhookOutcome } from "./webhook-outcome";
import type { WebhookRequest } from "./webhook-request";

const UTF8 = /^"?utf-?8"?$/i;

/** Refuses what can be refused on the request line and headers: method, content type, compressed bodies (WH-08). */
export function checkTransport(request: WebhookRequest): WebhookOutcome | null {
  if (request.method !== "POST") return { kind: "method_not_allowed" };
  const encoding = request.headers.get("content-encoding");
  if (encoding !== null && encoding.trim().toLowerCase() !== "identity") return { kind: "unsupported_media_type" };
  const [type, ...parameters] = (request.headers.get("content-type") ?? "").split(";").map((part) => part.trim());
  if (!request.provider.contentTypes.includes(type?.toLowerCase() ?? "")) return { kind: "unsupported_media_type" };
  const charset = parameters.find((each) => /^charset=/i.test(each))?.slice("charset=".length);
  if (charset !== undefined && !UTF8.test(charset)) return { kind: "unsupported_media_type" };
  return null;
}
