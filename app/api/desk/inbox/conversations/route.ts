import { listFilterOf, loadInboxSearch } from "@/app/desk/inbox/inbox-search";
import { answerAsTenant } from "@/lib/auth/answer-as-tenant";
import { listConversations } from "@/lib/domain/conversations/list-conversations";

const LIMIT = 50;
const MOST_WORDS = 100;

/**
 * One page of the inbox's list, by the parameters of its address and `cursor`. Reads are routes, not actions: actions of one
 * browser wait for each other, so that reading ahead would hold up a reply.
 */
export async function GET(request: Request): Promise<Response> {
  return answerAsTenant(request, "conversations:read", async (tx, principal) => {
    const search = loadInboxSearch(request);
    return listConversations(tx, {
      userId: principal.actor.userId,
      filter: listFilterOf({ ...search, q: search.q?.slice(0, MOST_WORDS) ?? null }),
      cursor: new URL(request.url).searchParams.get("cursor"),
      limit: LIMIT,
    });
  });
}
