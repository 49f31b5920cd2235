import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Env } from "@/lib/core/env";
import { nodeClientAddress } from "@/lib/http/node-client-address";
import { answerNodeWebhook } from "./answer-node-webhook";

type WebhookDoor = (request: IncomingMessage, response: ServerResponse) => boolean;

const slot = globalThis as typeof globalThis & { docketlineWebhookDoor?: WebhookDoor };

/**
 * Lets the web server before Next (scripts/start/web-server.mjs) hand deliveries to this process's own intake: the same
 * compiled code, database and caches as the route handler's. A request that is no delivery, or every one where the lean
 * door is off, goes on to Next with the one address in `X-Forwarded-For` that may be believed.
 */
export function openWebhookDoor(env: Pick<Env, "DOCKETLINE_LEAN_DOOR" | "TRUSTED_PROXY_HOPS">): void {
  const isLean = env.DOCKETLINE_LEAN_DOOR === "on";
  slot.docketlineWebhookDoor = (request, response) => {
    if (isLean && answerNodeWebhook(request, response)) return true;
    request.headers["x-forwarded-for"] = nodeClientAddress(request, env.TRUSTED_PROXY_HOPS);
    return false;
  };
}
