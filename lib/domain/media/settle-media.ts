import "server-only";
import { and, eq } from "drizzle-orm";
import { messageMedia } from "@/db/schema/message-media";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { sha256 } from "@/lib/core/sha256";
import { touchConversation } from "@/lib/domain/conversations/touch-conversation";
import { seal } from "@/lib/vault/seal";
import type { MediaJudgement } from "./judge-media";
import { mediaBinding } from "./media-binding";

/** What became of one file: it came and was judged, or it is not to be had. */
export type FetchedFile =
  | { kind: "fetched"; bytes: Buffer; fileName: string | null; judgement: MediaJudgement }
  /** `host_not_allowed`: it lies where the firm allows no files from; `link_refused`: its address may not be followed at all. */
  | { kind: "refused"; reason: "too_large" | "host_not_allowed" | "link_refused" }
  /** `not_connected`: no line of its provider has a key. */
  | { kind: "failed"; reason: "gone" | "unreachable" | "not_connected" };

/** Keeps a file sealed, or why there is none. Only one that still waits changes. */
export async function settleMedia(
  tx: TenantTx,
  { messageId, mediaId, file, now }: { messageId: string; mediaId: string; file: FetchedFile; now: Date },
): Promise<void> {
  await tx
    .update(messageMedia)
    .set({ ...(await columnsOf(tx, mediaId, file)), fetchedAt: now, updatedAt: now })
    .where(and(eq(messageMedia.id, mediaId), eq(messageMedia.state, "waiting")));
  const [message] = await tx
    .select({ conversationId: messages.conversationId })
    .from(messages)
    .where(eq(messages.id, messageId));
  if (message) await touchConversation(tx, message.conversationId);
}

async function columnsOf(
  tx: TenantTx,
  mediaId: string,
  file: FetchedFile,
): Promise<Partial<typeof messageMedia.$inferInsert>> {
  if (file.kind !== "fetched") return { state: file.kind, reason: file.reason };
  if (file.judgement.kind === "refused") return { state: "refused", reason: file.judgement.reason };
  return {
    state: "stored",
    reason: null,
    contentType: file.judgement.contentType,
    sizeBytes: file.bytes.byteLength,
    sha256: sha256(file.bytes),
    contentCiphertext: await seal(tx, mediaBinding(mediaId), file.bytes.toString("base64")),
    ...(file.fileName === null ? {} : { fileName: file.fileName.slice(0, 200) }),
  };
}
