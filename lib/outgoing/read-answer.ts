import "server-only";
import type { IncomingMessage } from "node:http";
import type { ReceiverAnswer } from "@/lib/domain/outgoing-webhooks/receiver-answer";

const MAX_READ_BYTES = 64 * 1_024;
const KEPT_BYTES = 1_024;

/**
 * The status of an answer and the beginning of its body. The status counts from the moment that it is there: a body that
 * is too long, too slow or broken off only ends the reading.
 */
export function readAnswer(response: IncomingMessage): Promise<ReceiverAnswer> {
  return new Promise((resolve) => {
    const kept: Buffer[] = [];
    let keptBytes = 0;
    let readBytes = 0;
    const settle = () => {
      response.destroy();
      resolve({
        kind: "answered",
        status: response.statusCode ?? 0,
        retryAfter: response.headers["retry-after"] ?? null,
        excerpt: Buffer.concat(kept).toString("utf8"),
      });
    };
    response.on("data", (chunk: Buffer) => {
      const part = chunk.subarray(0, KEPT_BYTES - keptBytes);
      kept.push(part);
      keptBytes += part.byteLength;
      readBytes += chunk.byteLength;
      if (readBytes >= MAX_READ_BYTES) settle();
    });
    response.on("end", settle);
    response.on("error", settle);
    response.on("close", settle);
  });
}
