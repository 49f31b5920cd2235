import "server-only";
import { problem } from "@/lib/http/problem";
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
  if (!provider) return problem("not_found", { requestId });
  const outcome = await receiveWebhook({
    provider,
    endpointToken,
    method: request.method,
    headers: request.headers,
    body: request.body,
    remoteAddress: request.headers.get("x-forwarded-for")?.split(",")[0]?.trim() ?? "unknown",
    requestId,
    now: new Date(),
  });
  return answerOf(outcome, requestId);
}
