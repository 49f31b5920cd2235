import "server-only";

export type CappedBody = { ok: true; bytes: Buffer } | { ok: false; reason: "too_large" | "broken" };

type ByteStream = AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;

/**
 * Reads a body's raw bytes and stops as soon as there are more than `maxBytes`. A `Content-Length` that already says
 * so is refused without reading; one that lies is found out by counting. `broken` means that the sender went away.
 */
export async function readCappedBody(
  body: ByteStream | null,
  limit: { maxBytes: number; contentLength: string | null },
): Promise<CappedBody> {
  if (limit.contentLength !== null && Number(limit.contentLength) > limit.maxBytes) {
    return { ok: false, reason: "too_large" };
  }
  if (body === null) return { ok: true, bytes: Buffer.alloc(0) };
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  try {
    // Leaving the loop early cancels the stream, so the rest is neither read nor kept.
    for await (const chunk of body) {
      sizeBytes += chunk.byteLength;
      if (sizeBytes > limit.maxBytes) return { ok: false, reason: "too_large" };
      chunks.push(chunk);
    }
  } catch {
    return { ok: false, reason: "broken" };
  }
  return { ok: true, bytes: Buffer.concat(chunks, sizeBytes) };
}
