import "server-only";
import { z } from "zod";
import { getEnv } from "@/lib/core/env";
import { exchange } from "@/lib/http/exchange";

const answered = z.object({ display_phone_number: z.string().min(5).max(40) });

/**
 * `found`: the token opens the number. `refused`: it does not, or there is no such number; Meta tells neither apart, nor do
 * we.
 */
export type FoundPhoneNumber = { kind: "found"; displayNumber: string } | { kind: "refused" } | { kind: "unreachable" };

/**
 * The number behind an id of WhatsApp's Cloud API, asked of Meta with the token that is to send by it: `GET /{id}` of the Graph
 * API. An id is no secret; that its token opens it shows whose it is.
 */
export async function findPhoneNumber(wanted: { phoneNumberId: string; token: string }): Promise<FoundPhoneNumber> {
  const base = getEnv().META_GRAPH_BASE_URL;
  const url = new URL(encodeURIComponent(wanted.phoneNumberId), base.endsWith("/") ? base : `${base}/`);
  url.searchParams.set("fields", "display_phone_number");
  const told = await exchange(url, { method: "GET", headers: { authorization: `Bearer ${wanted.token}` } });
  if (told.kind !== "answered" || told.status === 429 || told.status >= 500) return { kind: "unreachable" };
  const read = answered.safeParse(told.json);
  if (told.status !== 200 || !read.success) return { kind: "refused" };
  return { kind: "found", displayNumber: read.data.display_phone_number };
}
