import "server-only";
import http from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import type { ReceiverAnswer, SendFailure } from "@/lib/domain/outgoing-webhooks/receiver-answer";
import { reachReceiver } from "./reach-receiver";
import { readAnswer } from "./read-answer";
import type { ReceiverPolicy } from "./receiver-policy";
import type { ResolveHost } from "./resolve-receiver";

export type ReceiverPost = {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  policy: ReceiverPolicy;
  resolve: ResolveHost;
  /** For name, connection and answer together. */
  deadlineMs: number;
  /** Ends the attempt from outside: the process stops. */
  signal: AbortSignal;
};

const MAX_HEADER_BYTES = 16 * 1_024;

/**
 * Posts once, to the addresses that were judged for this one request (see reachReceiver). No redirect is followed, no
 * connection is kept.
 * @throws AbortError when `signal` ended it; whatever the receiver does is an answer
 */
export async function postToReceiver(post: ReceiverPost): Promise<ReceiverAnswer> {
  const deadline = AbortSignal.timeout(post.deadlineMs);
  const signal = AbortSignal.any([deadline, post.signal]);
  try {
    const reached = await reachReceiver(post.url, { policy: post.policy, resolve: post.resolve, signal });
    if (!reached.ok) return failed(reached.problem);
    return await exchange(post, { url: reached.url, lookup: reached.lookup, signal });
  } catch (error) {
    if (post.signal.aborted) throw error;
    return failed(deadline.aborted ? "timeout" : failureOf(error));
  }
}

function exchange(
  post: ReceiverPost,
  connection: { url: URL; lookup: LookupFunction; signal: AbortSignal },
): Promise<ReceiverAnswer> {
  const { url, lookup, signal } = connection;
  const body = Buffer.from(post.body, "utf8");
  const client = url.protocol === "http:" ? http : https;
  return new Promise((resolve, reject) => {
    const request = client.request(url, {
      method: "POST",
      agent: false,
      lookup,
      signal,
      maxHeaderSize: MAX_HEADER_BYTES,
      headers: { ...post.headers, "content-length": String(body.byteLength) },
    });
    // Whatever comes after the status is the reading's: the deadline then ends a body, not the attempt.
    request.on("response", (response) => resolve(readAnswer(response)));
    request.on("error", reject);
    request.on("close", () => reject(new Error("closed without an answer")));
    request.end(body);
  });
}

function failed(failure: SendFailure): ReceiverAnswer {
  return { kind: "failed", failure };
}

const TLS_CODE = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH|EPROTO)/;

function failureOf(error: unknown): SendFailure {
  const codes = [error, ...(error instanceof AggregateError ? error.errors : [])].map((each: unknown) =>
    each instanceof Error && "code" in each ? String(each.code) : "",
  );
  if (codes.some((code) => TLS_CODE.test(code))) return "tls";
  if (codes.some((code) => code.startsWith("HPE_"))) return "bad_answer";
  if (codes.some((code) => /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/.test(code))) return "unreachable";
  return "closed";
}
