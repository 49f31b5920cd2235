import "server-only";
import type { ClearedSend } from "@/lib/domain/sends/cleared-send";
import type { SendAnswer } from "@/lib/domain/sends/send-answer";
import { postOrder } from "@/lib/outgoing/post-order";

/** Hands a text to the firm's texting platform, once. The wire stands with postOrder; there is no list to look it up in. */
export async function sendTextingMessage(order: ClearedSend, signal?: AbortSignal): Promise<SendAnswer> {
  return await postOrder(order, signal);
}
