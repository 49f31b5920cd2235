import { answerAsTenant } from "@/lib/auth/answer-as-tenant";
import { countMatching } from "@/lib/domain/conversations/count-conversations";

/** How many people wait for an answer, counted up to 100: asked by every screen, so no more than that. */
export async function GET(request: Request): Promise<Response> {
  return answerAsTenant(request, "conversations:read", async (tx, principal) => ({
    waiting: await countMatching(tx, principal.actor.userId, { sort: "waiting", status: "open" }),
  }));
}
