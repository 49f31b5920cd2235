import "server-only";
import type { LineTest } from "@/lib/domain/lines/line-test";
import { exchange } from "@/lib/http/exchange";
import { alowareUrl } from "./aloware-api";

/**
 * Asks Aloware whether the token works: `GET /api/v1/webhook/users`, whose token stands in the address because Aloware
 * takes it nowhere else for a GET (providers-voice C.1). A page instead of JSON is a wrong base address.
 */
export async function testAlowareConnection(connection: { key: string }, signal?: AbortSignal): Promise<LineTest> {
  const url = alowareUrl("users");
  url.searchParams.set("api_token", connection.key);
  const answer = await exchange(url, { method: "GET", headers: {}, signal });
  if (answer.kind !== "answered") return { ok: false, reason: "unreachable" };
  switch (answer.status) {
    case 200:
      return typeof answer.json === "object" && answer.json !== null
        ? { ok: true }
        : { ok: false, reason: "unexpected" };
    case 401:
    case 422:
      return { ok: false, reason: "bad_key" };
    case 403:
      return { ok: false, reason: "forbidden" };
    case 429:
      return { ok: false, reason: "rate_limited" };
    default:
      return { ok: false, reason: answer.status >= 500 ? "unreachable" : "unexpected" };
  }
}
