import { expect, test } from "vitest";
import { readCappedBody } from "./read-capped-body";

/** Hands out `chunks` chunks of 1 KiB and counts how many were asked for. */
function streamOf(chunks: number, options: { failsAt?: number } = {}) {
  const asked = { chunks: 0, isCancelled: false };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        if (asked.chunks === options.failsAt) return controller.error(new Error("reset"));
        if (asked.chunks === chunks) return controller.close();
        asked.chunks += 1;
        controller.enqueue(new Uint8Array(1_024).fill(asked.chunks));
      },
      cancel: () => {
        asked.isCancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, asked };
}

test("the raw bytes come out as they went in, up to the last one allowed", async () => {
  const { stream } = streamOf(4);
  const body = await readCappedBody(stream, { maxBytes: 4_096, contentLength: null });
  expect(body).toMatchObject({ ok: true });
  if (body.ok) expect([body.bytes.length, body.bytes[0], body.bytes.at(-1)]).toEqual([4_096, 1, 4]);
});

test("WH-08 a body that is too long is given up at the limit, whatever its length header says", async () => {
  for (const contentLength of [null, "10"]) {
    const { stream, asked } = streamOf(1_000_000);
    expect(await readCappedBody(stream, { maxBytes: 4_096, contentLength })).toEqual({
      ok: false,
      reason: "too_large",
    });
    expect(asked).toEqual({ chunks: 5, isCancelled: true });
  }
});

test("WH-08 a length header over the limit is refused before a byte is read", async () => {
  const { stream, asked } = streamOf(10);
  const body = await readCappedBody(stream, { maxBytes: 4_096, contentLength: "4097" });
  expect([body, asked.chunks]).toEqual([{ ok: false, reason: "too_large" }, 0]);
});

test("a sender that goes away in the middle, and no body at all, are told apart", async () => {
  const { stream } = streamOf(10, { failsAt: 2 });
  expect(await readCappedBody(stream, { maxBytes: 4_096, contentLength: null })).toEqual({
    ok: false,
    reason: "broken",
  });
  const none = await readCappedBody(null, { maxBytes: 4_096, contentLength: null });
  expect(none.ok && none.bytes.length).toBe(0);
});
