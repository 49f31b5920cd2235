import { z } from "zod";
import { answerAsTenant } from "@/lib/auth/answer-as-tenant";
import { contactNow } from "@/lib/core/contact-clock";
import { findConversation } from "@/lib/domain/conversations/find-conversation";

type Context = { params: Promise<{ conversationId: string }> };

/** One conversation with all that stands beside its thread. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return answerAsTenant(request, "conversations:read", async (tx, principal) => {
    const conversationId = z.uuid().safeParse((await params).conversationId);
    if (!conversationId.success) return null;
    const realNow = new Date();
    const { userId } = principal.actor;
    return findConversation(tx, { conversationId: conversationId.data, userId, now: contactNow(realNow), realNow });
  });
}
