import type { IncomingMessage } from "node:http";
import { z } from "zod";

const MAX_ANSWER_BYTES = 4096;

/** The desk's answers: `{"status":"accepted"}` and the like, or problem details. */
const answerShape = z.union([
  z.object({ status: z.string() }).transform(({ status }) => status),
  z.object({ code: z.string() }).transform(({ code }) => code),
]);

export type Answer = { status: number; said: string | null; retryAfterSeconds: number | null };

/** Reads an answer: its status, and what it says of itself; the rest of its body is of no interest to a sender. */
export async function readAnswer(incoming: IncomingMessage): Promise<Answer> {
  const retryAfter = Number(incoming.headers["retry-after"]);
  return {
    status: incoming.statusCode ?? 0,
    said: whatItSays(await readStart(incoming)),
    retryAfterSeconds: Number.isInteger(retryAfter) && retryAfter > 0 ? retryAfter : null,
  };
}

async function readStart(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    if (!Buffer.isBuffer(chunk)) continue;
    chunks.push(chunk);
    size += chunk.length;
    if (size >= MAX_ANSWER_BYTES) break;
  }
  return Buffer.concat(chunks).toString("utf8", 0, MAX_ANSWER_BYTES);
}

function whatItSays(text: string): string | null {
  try {
    return answerShape.safeParse(JSON.parse(text)).data?.slice(0, 60) ?? null;
  } catch {
    return null;
  }
}
