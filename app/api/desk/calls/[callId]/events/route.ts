import { z } from "zod";
import { requireApiPrincipal } from "@/lib/auth/require-api-principal";
import { problem } from "@/lib/http/problem";
import { watchCall } from "@/lib/live/watch-call";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ callId: string }> };

/** Server-sent events of one call: revision numbers only. The page reads the data itself, with its own check. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const access = await requireApiPrincipal(request, "calls:read");
  if (!access.granted) return access.response;
  const callId = z.uuid().safeParse((await params).callId);
  const stream = callId.success ? await watchCall(access.principal, callId.data, request.signal) : null;
  if (!stream) return problem("not_found", { requestId: access.principal.requestId });
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "private, no-store",
      "x-accel-buffering": "no",
    },
  });
}
