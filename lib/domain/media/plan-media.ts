import "server-only";
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { messageMedia } from "@/db/schema/message-media";
import type { MessageMedia } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { enqueue } from "@/lib/jobs/enqueue";
import { seal } from "@/lib/vault/seal";
import { fetchMediaJob } from "./fetch-media.job";
import { mediaSourceBinding } from "./media-binding";
import { MAX_MEDIA_COUNT } from "./media-rules";

/** Providers whose files can be asked for by the message's id, with the line's own key. */
const ASKED: ReadonlySet<string> = new Set(["twilio", "evolution", "ghl"]);

/** Platforms that name only where a file lies; fetched from where the firm's admin allows it (see setFileHosts). */
const NAMING: ReadonlySet<string> = new Set(["texting", "broadcast"]);

type Planned = {
  messageId: string;
  provider: string;
  media: readonly MessageMedia[];
  mediaUrls?: readonly string[] | undefined;
};

/** Queues the files of a message that can be fetched, once. Of other providers their kind alone is known. */
export async function planMedia(tx: TenantTx, planned: Planned): Promise<void> {
  const { messageId, provider } = planned;
  const media = planned.media.slice(0, MAX_MEDIA_COUNT);
  const urls = NAMING.has(provider) ? planned.mediaUrls : undefined;
  if (media.length === 0 || (!ASKED.has(provider) && urls?.length !== planned.media.length)) return;
  const [known] = await tx
    .select({ id: messageMedia.id })
    .from(messageMedia)
    .where(eq(messageMedia.messageId, messageId))
    .limit(1);
  if (known) return;
  const rows: (typeof messageMedia.$inferInsert)[] = [];
  for (const [position, { fileName }] of media.entries()) {
    const id = randomUUID();
    const url = urls?.[position];
    const source = url === undefined ? {} : { sourceCiphertext: await seal(tx, mediaSourceBinding(id), url) };
    rows.push({ id, messageId, position, state: "waiting", fileName: fileName?.slice(0, 200) ?? null, ...source });
  }
  await tx.insert(messageMedia).values(rows);
  await enqueue(tx, fetchMediaJob, { messageId }, { singletonKey: messageId });
}
