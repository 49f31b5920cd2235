import "server-only";
import { and, eq } from "drizzle-orm";
import { messageMedia } from "@/db/schema/message-media";
import type { TenantTx } from "@/db/tenant";
import { unseal } from "@/lib/vault/unseal";
import { mediaBinding } from "./media-binding";

export type StoredMedia = { contentType: string; fileName: string | null; bytes: Buffer };

/** A file that is kept, opened; null for one that is not, is another firm's, or stands behind a wall for this person. */
export async function findMedia(tx: TenantTx, mediaId: string): Promise<StoredMedia | null> {
  const [row] = await tx
    .select({
      contentType: messageMedia.contentType,
      fileName: messageMedia.fileName,
      contentCiphertext: messageMedia.contentCiphertext,
    })
    .from(messageMedia)
    .where(and(eq(messageMedia.id, mediaId), eq(messageMedia.state, "stored")));
  if (!row?.contentCiphertext || row.contentType === null) return null;
  const text = await unseal(tx, mediaBinding(mediaId), row.contentCiphertext);
  return { contentType: row.contentType, fileName: row.fileName, bytes: Buffer.from(text, "base64") };
}
