import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { MAX_MEDIA_BYTES } from "@/lib/domain/media/media-rules";
import { type LoopbackServer, listenOnLoopback } from "@/simulators/http/listen-on-loopback";
import { fetchMedia } from "./fetch-media";

/** What the gateway has: so many bytes, a status, or an answer that is none. */
let kept: number | { status: number } | { words: string } = 0;
let server: LoopbackServer;

beforeAll(async () => {
  server = await listenOnLoopback(async () => {
    if (typeof kept !== "number") {
      return "status" in kept ? new Response("", kept) : new Response(kept.words);
    }
    return Response.json({ base64: Buffer.alloc(kept, 7).toString("base64"), fileName: "accident.mp4" });
  }, 0);
  vi.stubEnv("EVOLUTION_BASE_URL", `http://127.0.0.1:${server.port}`);
});
afterAll(() => server.close());

async function fetchFile(has: typeof kept) {
  kept = has;
  const { signal } = new AbortController();
  const wanted = { instance: "firm-a", token: "token", providerMessageId: "A1", maxBytes: MAX_MEDIA_BYTES, signal };
  const file = await fetchMedia(wanted);
  return file.kind === "fetched" ? { kind: file.kind, size: file.bytes.byteLength } : file;
}

test("INP-07 a file up to the cap comes whole although base64 makes it larger, and one far beyond is not read to its end", async () => {
  expect(await fetchFile(MAX_MEDIA_BYTES)).toEqual({ kind: "fetched", size: MAX_MEDIA_BYTES });
  expect(await fetchFile(2 * MAX_MEDIA_BYTES)).toEqual({ kind: "too_large" });
});

test("a file that is gone is told apart from a gateway that does not answer rightly", async () => {
  expect(await fetchFile({ status: 404 })).toEqual({ kind: "absent" });
  expect(await fetchFile({ status: 500 })).toEqual({ kind: "failed" });
  expect(await fetchFile({ words: "<html>" })).toEqual({ kind: "failed" });
});
