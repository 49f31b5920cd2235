import "server-only";
import { z } from "zod";
import { getEnv } from "@/lib/core/env";
import { requestJson } from "@/lib/http/request-json";

const fetched = z.object({
  base64: z.string().min(1),
  mimetype: z.string().max(200).nullish().catch(null),
  fileName: z.string().max(300).nullish().catch(null),
});

/** What stands in the answer beside the file. */
const MOST_BESIDE = 64 * 1_024;

export type FetchedMedia =
  | { kind: "fetched"; bytes: Buffer; contentType: string | null; fileName: string | null }
  /** The gateway does not have it, or not any more. */
  | { kind: "absent" }
  | { kind: "too_large" }
  | { kind: "failed" };

/**
 * The file of a message from the gateway: `POST /chat/getBase64FromMediaMessage/{instance}`. Its own links lead to WhatsApp's
 * servers and are never followed. No more of the answer is read than a file of `maxBytes` takes in base64; what type it truly
 * is, the caller looks at.
 */
export async function fetchMedia(wanted: {
  instance: string;
  token: string;
  providerMessageId: string;
  maxBytes: number;
  signal: AbortSignal;
}): Promise<FetchedMedia> {
  const base = getEnv().EVOLUTION_BASE_URL;
  if (base === undefined) return { kind: "failed" };
  const path = `chat/getBase64FromMediaMessage/${encodeURIComponent(wanted.instance)}`;
  const answer = await requestJson(new URL(path, base.endsWith("/") ? base : `${base}/`), {
    method: "POST",
    headers: { apikey: wanted.token },
    body: { message: { key: { id: wanted.providerMessageId } }, convertToMp4: false },
    maxBytes: Math.ceil(wanted.maxBytes / 3) * 4 + MOST_BESIDE,
    signal: wanted.signal,
  });
  if (answer.kind === "refused") return { kind: answer.status === 400 || answer.status === 404 ? "absent" : "failed" };
  if (answer.kind === "lost") return { kind: "failed" };
  if (answer.kind === "too_large") return answer;
  const read = fetched.safeParse(answer.json);
  if (!read.success) return { kind: "failed" };
  const { base64, mimetype, fileName } = read.data;
  return {
    kind: "fetched",
    bytes: Buffer.from(base64, "base64"),
    contentType: mimetype ?? null,
    fileName: fileName ?? null,
  };
}
