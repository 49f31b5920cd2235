import { type ClientRequest, type IncomingMessage, request as openRequest } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Letter } from "../faults/write-letter";
import { isLoopbackUrl } from "./is-loopback-url";
import { readAnswer } from "./read-answer";

/** How a letter is brought: `dripMs` spreads the body over that time, `isDropped` hangs up before the answer is seen. */
export type Transport = { timeoutMs: number; dripMs: number; isDropped: boolean; closing: AbortSignal };

/** `status` is null when no answer came; `problem` says why not. `said` is what the answer calls itself. */
export type PostOutcome = {
  status: number | null;
  said: string | null;
  problem: string | null;
  retryAfterSeconds: number | null;
  latencyMs: number;
};

const DRIPS = 20;
/** How long a connection stays open after the body before it is dropped: the receiver has begun to work by then. */
const DROP_AFTER_MS = 100;

/** Posts one letter; never rejects. A redirect is an answer like any other, and only this machine is sent to. */
export async function postLetter(letter: Letter, transport: Transport): Promise<PostOutcome> {
  const startedAt = performance.now();
  const outcome = await attempt(letter, transport).catch((error: unknown) => ({
    ...NO_ANSWER,
    problem: describe(error, transport),
  }));
  return { ...outcome, latencyMs: Math.round(performance.now() - startedAt) };
}

const NO_ANSWER = { status: null, said: null, retryAfterSeconds: null };

async function attempt(letter: Letter, transport: Transport): Promise<Omit<PostOutcome, "latencyMs">> {
  if (!isLoopbackUrl(letter.url)) return { ...NO_ANSWER, problem: "not sent: the address is not on this machine" };
  const body = Buffer.from(letter.request.body);
  const signal = AbortSignal.any([transport.closing, AbortSignal.timeout(transport.timeoutMs + transport.dripMs)]);
  const outgoing = openRequest(letter.url, {
    method: "POST",
    headers: { ...letter.request.headers, "content-length": body.length },
    agent: false,
    signal,
  });
  try {
    const answer = answerOf(outgoing);
    // The answer may fail while the body is still dripping; it is awaited below.
    answer.catch(() => undefined);
    await Promise.race([writeBody(outgoing, body, transport.dripMs), answer]);
    if (transport.isDropped) {
      await Promise.race([answer, wait(DROP_AFTER_MS, undefined, { signal })]);
      return { ...NO_ANSWER, problem: "the connection broke after the body" };
    }
    return { ...(await readAnswer(await answer)), problem: null };
  } finally {
    outgoing.destroy();
  }
}

function answerOf(outgoing: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    outgoing.once("response", resolve);
    outgoing.on("error", reject);
  });
}

async function writeBody(outgoing: ClientRequest, body: Buffer, dripMs: number): Promise<void> {
  if (dripMs > 0) {
    const size = Math.max(1, Math.ceil(body.length / DRIPS));
    for (let start = 0; start < body.length && !outgoing.destroyed; start += size) {
      outgoing.write(body.subarray(start, start + size));
      await wait(dripMs / DRIPS);
    }
  }
  await new Promise<void>((resolve) => {
    outgoing.once("close", resolve);
    outgoing.end(dripMs > 0 ? undefined : body, resolve);
  });
}

function describe(error: unknown, { timeoutMs, closing }: Transport): string {
  if (closing.aborted) return "the simulator stopped";
  if (error instanceof Error && (error.name === "TimeoutError" || isCausedByTimeout(error))) {
    return `no answer within ${timeoutMs / 1000} s`;
  }
  return "the connection failed";
}

function isCausedByTimeout(error: Error): boolean {
  return error.cause instanceof Error && error.cause.name === "TimeoutError";
}
