import { z } from "zod";
import { requireApiPrincipal } from "@/lib/auth/require-api-principal";
import { problem } from "@/lib/http/problem";
import { watchInbox } from "@/lib/live/watch-inbox";

export const dynamic = "force-dynamic";

const query = z.object({ conversation: z.uuid().nullable() });

/**
 * Server-sent events of the firm's inbox: ids and revisions, and with `?conversation=<id>` who has that thread open. The
 * page reads the data itself, with its own check.
 */
export async function GET(request: Request): Promise<Response> {
  const access = await requireApiPrincipal(request, "conversations:read");
  if (!access.granted) return access.response;
  const { principal } = access;
  const asked = query.safeParse({ conversation: new URL(request.url).searchParams.get("conversation") });
  const stream = asked.success
    ? await watchInbox(principal, {
        userId: principal.actor.userId,
        conversationId: asked.data.conversation,
        signal: request.signal,
      })
    : null;
  if (!stream) return problem("not_found", { requestId: principal.requestId });
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "private, no-store",
      "x-accel-buffering": "no",
    },
  });
}
