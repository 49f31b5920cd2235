import "server-only";
import { inTenant } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { beginMediaFetch, type MediaFetch } from "@/lib/domain/media/begin-media-fetch";
import { fetchMediaJob } from "@/lib/domain/media/fetch-media.job";
import { judgeMedia } from "@/lib/domain/media/judge-media";
import { MAX_MEDIA_BYTES, MAX_MEDIA_COUNT } from "@/lib/domain/media/media-rules";
import { type FetchedFile, settleMedia } from "@/lib/domain/media/settle-media";
import { fetchMedia } from "@/lib/integrations/evolution/fetch-media";
import { fetchGhlMedia } from "@/lib/integrations/ghl/fetch-media";
import { fetchTwilioMedia, type TwilioFile } from "@/lib/integrations/twilio/fetch-media";
import { runner } from "@/lib/jobs/runner";
import { type FileAnswer, fetchFile } from "@/lib/outgoing/fetch-file";
import { sendUrlPolicy } from "@/lib/outgoing/send-url-policy";

/** Fetches what waits of a message's files, looks at each, and keeps it sealed. A provider that does not answer is asked again. */
export const fetchMessageMedia = runner(fetchMediaJob, async ({ messageId }, { principal, signal, isLastAttempt }) => {
  const wanted = await inTenant(principal, (tx) => beginMediaFetch(tx, messageId));
  if (wanted === null) return;
  let isMissing = false;
  for (const [mediaId, file] of await fetchFiles(wanted, signal)) {
    if (file === unreachable && !isLastAttempt) isMissing = true;
    else await inTenant(principal, (tx) => settleMedia(tx, { messageId, mediaId, file, now: new Date() }));
  }
  if (isMissing) throw new AppError("unavailable", "The provider did not hand out the file");
});

const unreachable: FetchedFile = { kind: "failed", reason: "unreachable" };
const gone: FetchedFile = { kind: "failed", reason: "gone" };

/** What came of each file that waits, by its id. */
async function fetchFiles(wanted: MediaFetch, signal: AbortSignal): Promise<Map<string, FetchedFile>> {
  const files = new Map<string, FetchedFile>();
  switch (wanted.kind) {
    case "not_connected":
      for (const { mediaId } of wanted.waiting) files.set(mediaId, { kind: "failed", reason: "not_connected" });
      return files;
    case "follow":
      for (const { mediaId, url } of wanted.waiting) files.set(mediaId, await follow(url, wanted.hosts, signal));
      return files;
    case "ask": {
      const listed = await ask(wanted, signal);
      for (const { mediaId, position } of wanted.waiting) {
        files.set(mediaId, listed === null ? unreachable : (listed[position] ?? gone));
      }
      return files;
    }
  }
}

/** By position; null when the provider did not answer at all. */
async function ask(
  wanted: Extract<MediaFetch, { kind: "ask" }>,
  signal: AbortSignal,
): Promise<readonly FetchedFile[] | null> {
  const { account, key, providerMessageId } = wanted;
  switch (wanted.provider) {
    case "evolution": {
      const source = { instance: account, token: key, providerMessageId };
      const file = await fetchMedia({ ...source, maxBytes: MAX_MEDIA_BYTES, signal });
      if (file.kind === "failed") return null;
      return [file.kind === "fetched" ? await keep(file.bytes, file.fileName) : await judge(file)];
    }
    case "twilio": {
      const source = { account, authToken: key, messageSid: providerMessageId };
      return judgeAll(await fetchTwilioMedia({ ...source, maxBytes: MAX_MEDIA_BYTES, signal }));
    }
    case "ghl": {
      const source = { account, token: key, messageId: providerMessageId };
      const limits = { maxBytes: MAX_MEDIA_BYTES, maxCount: MAX_MEDIA_COUNT };
      return judgeAll(await fetchGhlMedia({ ...source, ...limits, signal }));
    }
  }
}

/** A link that a platform named, from a host that the firm's admin allowed; no key goes along. */
async function follow(url: string, hosts: readonly string[], signal: AbortSignal): Promise<FetchedFile> {
  const host = URL.parse(url)?.hostname;
  if (host === undefined) return { kind: "refused", reason: "link_refused" };
  if (!hosts.includes(host)) return { kind: "refused", reason: "host_not_allowed" };
  return judge(await fetchFile({ url, policy: sendUrlPolicy(url), maxBytes: MAX_MEDIA_BYTES, signal }));
}

async function judgeAll(files: readonly (FileAnswer | TwilioFile)[] | null): Promise<FetchedFile[] | null> {
  return files === null ? null : Promise.all(files.map(judge));
}

async function judge(file: FileAnswer | TwilioFile): Promise<FetchedFile> {
  switch (file.kind) {
    case "fetched":
      return keep(file.bytes, null);
    case "too_large":
      return { kind: "refused", reason: "too_large" };
    case "forbidden":
      return { kind: "refused", reason: "link_refused" };
    case "absent":
      return gone;
    case "failed":
      return unreachable;
  }
}

async function keep(bytes: Buffer, fileName: string | null): Promise<FetchedFile> {
  return { kind: "fetched", bytes, fileName, judgement: await judgeMedia(bytes) };
}
