import type { BulkResult } from "@/lib/domain/conversations/change-conversations";

/** What became of many changes at once, and what takes those back that changed something. */
export function bulkAnswerOf(outcomes: BulkResult["outcomes"]) {
  const failed = outcomes.filter(({ outcome }) => outcome === "refused" || outcome === "not_found");
  const undo = outcomes.flatMap((each) =>
    each.outcome === "changed" ? [{ id: each.id, before: stateOf(each.before), after: stateOf(each.after) }] : [],
  );
  return { changed: outcomes.length - failed.length, failed: failed.map(({ id }) => id), undo };
}

type State = Extract<BulkResult["outcomes"][number], { outcome: "changed" }>["before"];

function stateOf({ status, snoozedUntil, assignedUserId, tags }: State) {
  return { status, snoozedUntil, assignedUserId, tags };
}
