import "server-only";
import { getEnv } from "@/lib/core/env";
import { addressBlock } from "@/lib/http/address-block";
import { clientAddress } from "@/lib/http/client-address";
import { type PlainAnswer, problemAnswer } from "@/lib/http/problem";
import { answerOf } from "./answer-of";
import type { Provider } from "./provider";
import { receiveWebhook } from "./receive-webhook";

/**
 * The route handlers' door: takes a delivery from a web request and answers it. A sender that nobody knows is answered as an
 * unknown endpoint. The request's own id header is not taken over: whoever sends it is not known yet.
 */
export async function answerWebhook(
  request: Request,
  door: { provider: Provider | undefined; endpointToken: string | null },
): Promise<Response> {
  const requestId = crypto.randomUUID();
  const { provider, endpointToken } = door;
  if (!provider) return respond(problemAnswer("not_found", { requestId }));
  const { pathname, search } = new URL(request.url);
  const outcome = await receiveWebhook({
    provider,
    endpointToken,
    method: request.method,
    path: `${pathname}${search}`,
    headers: request.headers,
    body: request.body,
    remoteAddress: addressBlock(addressOf(request)),
    requestId,
    now: new Date(),
  });
  return respond(answerOf(outcome, requestId));
}

function respond({ status, headers, body }: PlainAnswer): Response {
  return new Response(body, { status, headers });
}

/**
 * A route handler has no connection to look at. The web server in front of it leaves one believable address in the header;
 * without that server the platform appends it.
 */
function addressOf({ headers }: Request): string {
  const trustedHops = Math.max(1, getEnv().TRUSTED_PROXY_HOPS);
  return clientAddress({ socketAddress: undefined, forwardedFor: headers.get("x-forwarded-for"), trustedHops });
}
