import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type PlainAnswer, problemAnswer } from "@/lib/http/problem";
import { writeNodeAnswer } from "./write-node-answer";

type Reading = {
  maxBytes: number;
  /** How long the sender may take for its body. */
  withinMs: number;
  requestId: string;
};

/** All bodies that this process is reading, and what each may hold of it when there is no room left. */
const ROOM_BYTES = 128 * 1_048_576;
const ALWAYS_BYTES = 65_536;

let heldBytes = 0;

/**
 * A request's body in one piece, for readCappedBody. Reading stops behind `maxBytes` and leaves the connection open, so
 * that the sender can still be answered; the iteration throws when the sender goes away first. A sender that is too slow
 * is answered 408, one whose large body finds no room among all that are being read 503. One that waits for `100 Continue`
 * gets it when its body is first asked for, and never when it was refused before (RFC 9110 10.1.1).
 */
export function nodeBody(
  request: IncomingMessage,
  response: ServerResponse,
  reading: Reading,
): AsyncIterable<Uint8Array> {
  return {
    async *[Symbol.asyncIterator]() {
      if (/100-continue/i.test(request.headers.expect ?? "")) response.writeContinue();
      yield await collect(request, reading, (answer) => writeNodeAnswer(request, response, answer));
    },
  };
}

// Listeners instead of the stream's own iterator: that one costs more than the signature check.
function collect(
  request: IncomingMessage,
  { maxBytes, withinMs, requestId }: Reading,
  refuse: (answer: PlainAnswer) => void,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    const stop = () => {
      clearTimeout(timer);
      heldBytes -= sizeBytes;
      request.off("data", take).off("end", finish).off("close", fail);
    };
    const finish = () => {
      stop();
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, sizeBytes));
    };
    const fail = () => {
      stop();
      reject(new Error("the body did not come whole"));
    };
    const take = (chunk: Buffer) => {
      chunks.push(chunk);
      sizeBytes += chunk.byteLength;
      heldBytes += chunk.byteLength;
      if (sizeBytes > maxBytes) {
        request.pause();
        finish();
      } else if (heldBytes > ROOM_BYTES && sizeBytes > ALWAYS_BYTES) {
        refuse(problemAnswer("unavailable", { requestId }));
        fail();
      }
    };
    const timer = setTimeout(() => {
      refuse(problemAnswer("invalid_input", { requestId, status: 408 }));
      fail();
    }, withinMs);
    if (request.destroyed) fail();
    else request.on("data", take).once("end", finish).once("close", fail);
  });
}
