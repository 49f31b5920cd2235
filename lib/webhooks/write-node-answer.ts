import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { PlainAnswer } from "@/lib/http/problem";
import { SECURITY_HEADERS } from "@/lib/http/security-headers.mjs";

/** What Next says on every route handler's answer; here so that both doors answer alike. */
const VARY = "rsc, next-router-state-tree, next-router-prefetch, next-router-segment-prefetch";
const ALWAYS: readonly string[] = [...SECURITY_HEADERS.flat(), "vary", VARY];

/** A refused sender may still be sending: how long, and how much of it, is read and thrown away. */
const LINGER_MS = 2_000;
const LINGER_BYTES = 16 * 1_048_576;

/** Writes an answer in one go, with the headers that every answer carries. Does nothing when one was written already. */
export function writeNodeAnswer(request: IncomingMessage, response: ServerResponse, answer: PlainAnswer): void {
  if (response.headersSent || response.destroyed) return;
  const length = String(Buffer.byteLength(answer.body));
  const headers = [...ALWAYS, "content-length", length];
  for (const [name, value] of Object.entries(answer.headers)) headers.push(name, value);
  if (request.complete) {
    response.writeHead(answer.status, headers);
    response.end(answer.body);
    return;
  }
  headers.push("connection", "close");
  response.writeHead(answer.status, headers);
  endUnread(request, response, answer.body);
}

/**
 * Ends the connection of a sender whose body was not wanted. Closing at once would reset it, and a sender that is still
 * writing would lose the answer; reading to the end would let an endless body go on. So: the answer, then some of the
 * rest, then the end.
 */
function endUnread(request: IncomingMessage, response: ServerResponse, body: string): void {
  response.write(body);
  let sizeBytes = 0;
  const timer = setTimeout(() => request.destroy(), LINGER_MS);
  request.on("data", (chunk: Buffer) => {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > LINGER_BYTES) request.pause();
  });
  request.once("end", () => response.end());
  request.once("close", () => clearTimeout(timer));
  request.resume();
}
