import { listFilterOf, loadInboxSearch } from "@/app/desk/inbox/inbox-search";
import { answerAsTenant } from "@/lib/auth/answer-as-tenant";
import { countConversations } from "@/lib/domain/conversations/count-conversations";
import { listViews } from "@/lib/domain/conversations/list-views";

/** How many conversations stand in each view, and the saved views with theirs, each counted up to 100. */
export async function GET(request: Request): Promise<Response> {
  return answerAsTenant(request, "conversations:read", async (tx, principal) => {
    const { userId } = principal.actor;
    const saved = await listViews(tx, {
      userId,
      filterOf: (query) => listFilterOf(loadInboxSearch(new URLSearchParams(query))),
    });
    return { views: await countConversations(tx, { userId }), saved };
  });
}
