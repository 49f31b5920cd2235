import type { RetryPolicy, Sender } from "../senders/sender";
import { answerGateway } from "./answer-gateway";
import { createGatewayMemory } from "./gateway-memory";
import { metaTokenOf } from "./instance";
import { createInstanceBook } from "./instance-book";
import { instanceScenes } from "./instance-scenes";
import { messageScenes } from "./message-scenes";
import { updateScenes } from "./update-scenes";

const NOT_RETRIED = new Set([400, 401, 403, 404, 422]);

/**
 * The gateway's own rules: ten attempts, 5 s doubled up to 300 s, about twenty minutes in all; 400, 401, 403, 404 and 422
 * are final, and `Retry-After` is not looked at.
 */
const RETRY: RetryPolicy = {
  isRetried: (outcome) => outcome === "no_answer" || !NOT_RETRIED.has(outcome.status),
  waitsMs: [5, 10, 20, 40, 80, 160, 300, 300, 300].map((seconds) => seconds * 1000),
  timeoutMs: 60_000,
};

/** A WhatsApp gateway of the kind Evolution API 2.3.7, with the part of its REST interface that a desk needs. */
export function createEvolutionSender(): Sender {
  const memory = createGatewayMemory();
  const book = createInstanceBook(memory);
  return {
    provider: "evolution",
    name: "Evolution API (WhatsApp)",
    scenes: [...messageScenes(memory), ...updateScenes(memory), ...instanceScenes(memory)],
    retry: RETRY,
    api: (request) => answerGateway(memory, book, request),
    targets: book.targets,
    hint: `Meta’s stand-in opens any phone number ID to its own token: 106540352242922 to ${metaTokenOf("106540352242922")}.`,
  };
}
