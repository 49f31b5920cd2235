import "server-only";
import type { CheckedReceiver } from "@/lib/domain/outgoing-webhooks/checked-receiver";
import type { ReceiverProblem } from "@/lib/domain/outgoing-webhooks/subscriptions.schema";
import { hostOf, parseReceiverUrl } from "./parse-receiver-url";
import { type ReceiverPolicy, receiverPolicy } from "./receiver-policy";
import { type ResolveHost, resolveHost, resolveReceiver } from "./resolve-receiver";

type Check = { policy?: ReceiverPolicy; resolve?: ResolveHost };

/**
 * Whether a firm may name `text` as a receiver: its text and where its name leads now (WH-13). The answer says nothing
 * about later, so that the sender asks again at every connection (see postToReceiver).
 */
export async function checkReceiver(
  text: string,
  { policy = receiverPolicy(), resolve = resolveHost }: Check = {},
): Promise<{ ok: true; receiver: CheckedReceiver } | { ok: false; problem: ReceiverProblem }> {
  const parsed = parseReceiverUrl(text, policy);
  if (!parsed.ok) return parsed;
  const resolved = await resolveReceiver(parsed, resolve);
  if (!resolved.ok) return resolved;
  // The only place that blesses a receiver: text and addresses have just been judged.
  return { ok: true, receiver: { url: parsed.url.href, host: hostOf(parsed.url) } as CheckedReceiver };
}
