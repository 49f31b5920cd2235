import "server-only";
import { z } from "zod";
import { exchange } from "@/lib/http/exchange";
import { type FileAnswer, fetchFile } from "@/lib/outgoing/fetch-file";
import { ghlFilePolicy, isGhlFileAddress } from "./file-address";
import { ghlHeaders, ghlUrl } from "./ghl-api";

type Wanted = {
  /** The location that the message belongs to. */
  account: string;
  token: string;
  messageId: string;
  maxBytes: number;
  maxCount: number;
  signal: AbortSignal;
};

const message = z.looseObject({
  locationId: z.string().optional().catch(undefined),
  attachments: z.array(z.unknown()).optional().catch(undefined),
});
/** The vendor's description has the message bare; other answers of this interface stand one level deeper on the wire. */
const answered = z.union([z.looseObject({ message }).transform((answer) => answer.message), message]);

/**
 * The files of a message in their order: `GET /conversations/messages/{id}` with the location's key (vendor's
 * apps/conversations.json), then each address that it names, when that leads to HighLevel's storage. The key does not go
 * there, and what a webhook names is not followed. Null when HighLevel did not tell.
 */
export async function fetchGhlMedia(wanted: Wanted): Promise<FileAnswer[] | null> {
  const { account, token, messageId, maxBytes, maxCount, signal } = wanted;
  const answer = await exchange(ghlUrl(`conversations/messages/${encodeURIComponent(messageId)}`), {
    method: "GET",
    headers: ghlHeaders(token),
    signal,
  });
  if (answer.kind !== "answered") return null;
  if (answer.status === 404) return [];
  const told = answer.status === 200 ? answered.safeParse(answer.json).data : undefined;
  if (told === undefined) return null;
  if (told.locationId !== undefined && told.locationId !== account) return [];
  const files: FileAnswer[] = [];
  for (const address of (told.attachments ?? []).slice(0, maxCount)) {
    const isOurs = typeof address === "string" && isGhlFileAddress(address);
    const file = isOurs ? { url: address, policy: ghlFilePolicy(address), maxBytes, signal } : null;
    files.push(file === null ? { kind: "forbidden" } : await fetchFile(file));
  }
  return files;
}
