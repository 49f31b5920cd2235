import "server-only";
import { z } from "zod";
import { exchange } from "@/lib/http/exchange";
import { isAccountSid, twilioAuthorization, twilioUrl } from "./twilio-api";

export type TwilioFile =
  | { kind: "fetched"; bytes: Buffer }
  | { kind: "absent" }
  | { kind: "too_large" }
  | { kind: "failed" };

type Wanted = { account: string; authToken: string; messageSid: string; maxBytes: number; signal: AbortSignal };

const TIMEOUT_MS = 30_000;
const MESSAGE_SID = /^(SM|MM)[0-9a-f]{32}$/i;
const MEDIA_SID = /^ME[0-9a-f]{32}$/i;
/** Where Twilio's answer to a file's address may lead; the key does not go there. */
const MEDIA_HOST = /^([a-z0-9-]+\.)*(twilio\.com|twiliocdn\.com|amazonaws\.com)$/;

const mediaList = z.looseObject({ media_list: z.array(z.looseObject({ sid: z.string().regex(MEDIA_SID) })) });

/**
 * The files of a message in their order: `GET Messages/{SID}/Media.json`, then each file. The links that a webhook names are
 * never followed; a redirect is, once and without the key, to Twilio's own storage.
 */
export async function fetchTwilioMedia(wanted: Wanted): Promise<TwilioFile[] | null> {
  const { account, authToken, messageSid, signal } = wanted;
  if (!isAccountSid(account) || !MESSAGE_SID.test(messageSid)) return [];
  const headers = { authorization: twilioAuthorization(account, authToken) };
  const listed = await exchange(twilioUrl(account, `/Messages/${messageSid}/Media`), {
    method: "GET",
    headers,
    signal,
  });
  if (listed.kind !== "answered") return null;
  if (listed.status === 404) return [];
  const list = mediaList.safeParse(listed.json).data;
  if (listed.status !== 200 || list === undefined) return null;
  const files: TwilioFile[] = [];
  for (const { sid } of list.media_list) files.push(await fetchFile(wanted, headers, sid));
  return files;
}

async function fetchFile(wanted: Wanted, headers: Record<string, string>, sid: string): Promise<TwilioFile> {
  const url = new URL(
    twilioUrl(wanted.account, `/Messages/${wanted.messageSid}/Media/${sid}`).href.replace(/\.json$/, ""),
  );
  const signal = AbortSignal.any([wanted.signal, AbortSignal.timeout(TIMEOUT_MS)]);
  try {
    const answer = await fetch(url, { headers, redirect: "manual", signal });
    if (answer.status < 300 || answer.status > 399) return await readFile(answer, wanted.maxBytes);
    await answer.body?.cancel();
    const target = new URL(answer.headers.get("location") ?? "", url);
    const isKnown = target.host === url.host || (target.protocol === "https:" && MEDIA_HOST.test(target.hostname));
    if (!isKnown) return { kind: "failed" };
    return await readFile(await fetch(target, { redirect: "error", signal }), wanted.maxBytes);
  } catch {
    wanted.signal.throwIfAborted();
    return { kind: "failed" };
  }
}

async function readFile(response: Response, maxBytes: number): Promise<TwilioFile> {
  if (response.status === 404 || response.status === 410) {
    await response.body?.cancel();
    return { kind: "absent" };
  }
  if (!response.ok) {
    await response.body?.cancel();
    return { kind: "failed" };
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > maxBytes) return { kind: "too_large" };
    parts.push(part);
  }
  return { kind: "fetched", bytes: Buffer.concat(parts) };
}
