import "server-only";
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { getEnv } from "@/lib/core/env";
import { toAppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { addressBlock } from "@/lib/http/address-block";
import { nodeClientAddress } from "@/lib/http/node-client-address";
import { problemAnswer } from "@/lib/http/problem";
import { answerOf } from "./answer-of";
import { nodeBody } from "./node-body";
import { nodeHeaders } from "./node-headers";
import type { Provider } from "./provider";
import { receiveWebhook } from "./receive-webhook";
import { findProvider } from "./registry";
import { writeNodeAnswer } from "./write-node-answer";

const WEBHOOK_PATH = /^\/api\/webhooks\/([a-z][a-z0-9-]{0,31})(?:\/([A-Za-z0-9_-]{1,256}))?(?:\?|$)/;
/** How long a sender may take for its body. */
const BODY_MS = 30_000;

type NodeDoor = { provider: Provider | undefined; endpointToken: string | null };

/**
 * The lean door: takes a delivery from Node's own request and answers it as answerWebhook does, without a web Request, a
 * router and a stream in between.
 * @returns false for every path that is not exactly a webhook's; nothing was touched then, and somebody else answers
 */
export function answerNodeWebhook(
  request: IncomingMessage,
  response: ServerResponse,
  options: { bodyMs?: number } = {},
): boolean {
  const door = doorOf(request.url ?? "");
  if (door === null) return false;
  answer(request, response, { ...door, bodyMs: options.bodyMs ?? BODY_MS }).catch((error: unknown) => {
    log("error", "webhook not answered", { code: toAppError(error).code });
    response.destroy();
  });
  return true;
}

/** Paths that the router would decode, rewrite or redirect are left to the router, and so are those that it has no route for. */
function doorOf(url: string): NodeDoor | null {
  const match = WEBHOOK_PATH.exec(url);
  if (!match) return null;
  const [, name = "", endpointToken = null] = match;
  const provider = findProvider(name);
  return endpointToken === null && !provider?.platformDoor ? null : { provider, endpointToken };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { provider, endpointToken, bodyMs }: NodeDoor & { bodyMs: number },
): Promise<void> {
  const requestId = randomUUID();
  if (!provider) return writeNodeAnswer(request, response, problemAnswer("not_found", { requestId }));
  const outcome = await receiveWebhook({
    provider,
    endpointToken,
    method: request.method ?? "",
    path: request.url ?? "",
    headers: nodeHeaders(request),
    body: nodeBody(request, response, { maxBytes: provider.maxBytes, withinMs: bodyMs, requestId }),
    remoteAddress: addressBlock(nodeClientAddress(request, getEnv().TRUSTED_PROXY_HOPS)),
    requestId,
    now: new Date(),
  });
  writeNodeAnswer(request, response, answerOf(outcome, requestId));
}
