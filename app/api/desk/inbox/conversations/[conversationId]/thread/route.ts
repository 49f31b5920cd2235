import { z } from "zod";
import { answerAsTenant } from "@/lib/auth/answer-as-tenant";
import { listThread } from "@/lib/domain/conversations/list-thread";

type Context = { params: Promise<{ conversationId: string }> };

const LIMIT = 40;

/** A window of a conversation's thread: the newest, before or after a cursor, or from an instant on. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return answerAsTenant(request, "conversations:read", async (tx) => {
    const conversationId = z.uuid().safeParse((await params).conversationId);
    if (!conversationId.success) return null;
    const asked = new URL(request.url).searchParams;
    const from = z.iso.datetime().startsWith("2").safeParse(asked.get("from"));
    return listThread(tx, {
      conversationId: conversationId.data,
      before: asked.get("before"),
      after: asked.get("after"),
      from: from.success ? new Date(from.data) : null,
      limit: LIMIT,
    });
  });
}
