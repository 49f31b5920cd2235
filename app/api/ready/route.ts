import { isReady } from "@/lib/domain/platform/is-ready";
import { NO_STORE } from "@/lib/http/no-store";
import { problem } from "@/lib/http/problem";
import { requestIdOf } from "@/lib/http/request-id";

/** Whether a request would be served now: the database answers. No details. */
export async function GET(request: Request): Promise<Response> {
  if (await isReady()) return Response.json({ status: "ready" }, { headers: NO_STORE });
  return problem("unavailable", { requestId: requestIdOf(request.headers) });
}
