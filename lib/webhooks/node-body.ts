import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * A request's body in one piece, for readCappedBody. Reading stops behind `maxBytes` and leaves the connection open, so
 * that the sender can still be answered; the iteration throws when the sender goes away first. A sender that waits for
 * `100 Continue` gets it when its body is first asked for, and never when it was refused before (RFC 9110 10.1.1).
 */
export function nodeBody(
  request: IncomingMessage,
  response: ServerResponse,
  maxBytes: number,
): AsyncIterable<Uint8Array> {
  return {
    async *[Symbol.asyncIterator]() {
      if (/100-continue/i.test(request.headers.expect ?? "")) response.writeContinue();
      yield await collect(request, maxBytes);
    },
  };
}

// Listeners instead of the stream's own iterator: that one costs more than the signature check.
function collect(request: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    const finish = () => {
      request.off("data", take).off("end", finish).off("close", fail);
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, sizeBytes));
    };
    const fail = () => reject(new Error("the sender went away"));
    const take = (chunk: Buffer) => {
      chunks.push(chunk);
      sizeBytes += chunk.byteLength;
      if (sizeBytes <= maxBytes) return;
      request.pause();
      finish();
    };
    request.on("data", take).once("end", finish).once("close", fail);
  });
}
