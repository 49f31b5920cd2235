import "server-only";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { reachReceiver } from "./reach-receiver";
import type { ReceiverPolicy } from "./receiver-policy";
import { type ResolveHost, resolveHost } from "./resolve-receiver";

export type FileAnswer =
  | { kind: "fetched"; bytes: Buffer }
  /** It is not there, or not any more. */
  | { kind: "absent" }
  | { kind: "too_large" }
  /** The address leads where nothing is fetched from. */
  | { kind: "forbidden" }
  | { kind: "failed" };

export type FileRequest = {
  url: string;
  policy: ReceiverPolicy;
  maxBytes: number;
  signal: AbortSignal;
  resolve?: ResolveHost;
  /** For name, connection and file together. */
  deadlineMs?: number;
};

const DEADLINE_MS = 30_000;
const MAX_HEADER_BYTES = 16 * 1_024;

/**
 * Fetches a file from an address that another system named, to the addresses that were judged for this one request (see
 * reachReceiver). Nothing that opens a door goes along, no redirect is followed, and at most `maxBytes` are read (INP-08).
 * What the file is, the caller looks at.
 * @throws the reason of `signal` when the process stops
 */
export async function fetchFile(request: FileRequest): Promise<FileAnswer> {
  const { policy, resolve = resolveHost, deadlineMs = DEADLINE_MS } = request;
  const signal = AbortSignal.any([AbortSignal.timeout(deadlineMs), request.signal]);
  try {
    const reached = await reachReceiver(request.url, { policy, resolve, signal });
    if (!reached.ok) return { kind: reached.problem === "unresolvable" ? "failed" : "forbidden" };
    const { url, lookup } = reached;
    const client = url.protocol === "http:" ? http : https;
    const response = await new Promise<IncomingMessage>((resolveWith, reject) => {
      client
        .get(url, {
          agent: false,
          lookup,
          signal,
          maxHeaderSize: MAX_HEADER_BYTES,
          headers: { accept: "*/*", "accept-encoding": "identity", "user-agent": "Docketline-Files/1" },
        })
        .on("response", resolveWith)
        .on("error", reject);
    });
    return await read(response, request.maxBytes);
  } catch {
    request.signal.throwIfAborted();
    return { kind: "failed" };
  }
}

async function read(response: IncomingMessage, maxBytes: number): Promise<FileAnswer> {
  const { statusCode } = response;
  if (statusCode !== 200) {
    response.destroy();
    return { kind: statusCode === 404 || statusCode === 410 ? "absent" : "failed" };
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Uint8Array>) {
    size += part.length;
    // Leaving the loop closes the connection.
    if (size > maxBytes) return { kind: "too_large" };
    parts.push(part);
  }
  return response.complete ? { kind: "fetched", bytes: Buffer.concat(parts) } : { kind: "failed" };
}
