import "server-only";
import { z } from "zod";
import type { LineTest } from "@/lib/domain/lines/line-test";
import { exchange } from "@/lib/http/exchange";
import { ghlHeaders, ghlUrl } from "./ghl-api";
import { isMissingScope } from "./refusal-of";

const found = z.looseObject({ conversations: z.array(z.unknown()) });
const errorBody = z.object({ message: z.union([z.string(), z.array(z.string())]) });

/**
 * Asks HighLevel whether the token works for the location, with what a look-up of a sent message needs as well:
 * `GET /conversations/search?limit=1`. Whether it may also write shows only when something is sent.
 */
export async function testGhlConnection(
  connection: { account: string | null; key: string },
  signal?: AbortSignal,
): Promise<LineTest> {
  const { account, key } = connection;
  if (account === null || account === "") return { ok: false, reason: "wrong_account" };
  const url = ghlUrl("conversations/search", { locationId: account, limit: "1" });
  const answer = await exchange(url, { method: "GET", headers: ghlHeaders(key), signal });
  if (answer.kind !== "answered") return { ok: false, reason: "unreachable" };
  const words = String(errorBody.safeParse(answer.json).data?.message ?? "");
  switch (answer.status) {
    case 200:
      return found.safeParse(answer.json).success ? { ok: true } : { ok: false, reason: "unexpected" };
    case 401:
      return { ok: false, reason: isMissingScope(words) ? "forbidden" : "bad_key" };
    case 403:
      return { ok: false, reason: /location/i.test(words) ? "wrong_account" : "forbidden" };
    case 404:
      return { ok: false, reason: "wrong_account" };
    case 429:
      return { ok: false, reason: "rate_limited" };
    default:
      return { ok: false, reason: answer.status >= 500 ? "unreachable" : "unexpected" };
  }
}
