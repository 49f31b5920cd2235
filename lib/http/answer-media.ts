import "server-only";
import { z } from "zod";
import { inTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { findMedia, type StoredMedia } from "@/lib/domain/media/find-media";
import { INLINE_MEDIA_TYPES } from "@/lib/domain/media/media-rules";
import { problem } from "./problem";

/**
 * A kept file for somebody who may read conversations, as what its bytes are: sandboxed, unsniffed, uncached. Documents are
 * downloaded. `not_found` for what is not kept, foreign, or behind a wall.
 */
export async function answerMedia(principal: Principal, id: string): Promise<Response> {
  const mediaId = z.uuid().safeParse(id);
  const media = mediaId.success ? await inTenant(principal, (tx) => findMedia(tx, mediaId.data)) : null;
  if (media === null) return problem("not_found", { requestId: principal.requestId });
  return new Response(new Uint8Array(media.bytes), { headers: headersOf(media) });
}

function headersOf({ contentType, fileName, bytes }: StoredMedia): Record<string, string> {
  const disposition = INLINE_MEDIA_TYPES.has(contentType) ? "inline" : "attachment";
  const name = fileName === null ? "" : `; filename*=UTF-8''${encodeURIComponent(fileName)}`;
  return {
    "content-type": contentType,
    "content-length": String(bytes.byteLength),
    "content-disposition": `${disposition}${name}`,
    "cache-control": "private, no-store",
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
  };
}
