import "server-only";
import { z } from "zod";
import type { LineTest } from "@/lib/domain/lines/line-test";
import { exchange } from "@/lib/http/exchange";
import { isAccountSid, twilioAuthorization, twilioUrl } from "./twilio-api";

const account = z.looseObject({ sid: z.string(), status: z.string() });

/** Asks Twilio whether the token opens the account, and whether the account may send: `GET Accounts/{AC}.json`. */
export async function testTwilioConnection(
  connection: { account: string | null; key: string },
  signal?: AbortSignal,
): Promise<LineTest> {
  const { account: sid, key } = connection;
  if (!isAccountSid(sid)) return { ok: false, reason: "wrong_account" };
  const headers = { authorization: twilioAuthorization(sid, key) };
  const answer = await exchange(twilioUrl(sid, ""), { method: "GET", headers, signal });
  if (answer.kind !== "answered") return { ok: false, reason: "unreachable" };
  switch (answer.status) {
    case 200: {
      const found = account.safeParse(answer.json).data;
      if (found === undefined || found.sid.toLowerCase() !== sid.toLowerCase())
        return { ok: false, reason: "unexpected" };
      return found.status === "active" ? { ok: true } : { ok: false, reason: "suspended" };
    }
    case 401:
      return { ok: false, reason: "bad_key" };
    case 403:
      return { ok: false, reason: "forbidden" };
    case 404:
      return { ok: false, reason: "wrong_account" };
    case 429:
      return { ok: false, reason: "rate_limited" };
    default:
      return { ok: false, reason: answer.status >= 500 ? "unreachable" : "unexpected" };
  }
}
