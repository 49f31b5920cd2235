import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { conversationMentions } from "@/db/schema/conversation-mentions";
import type { TenantTx } from "@/db/tenant";
import type { ConversationFilter } from "./conversation-filter";
import { selectMatching } from "./select-matching";

export type ConversationCounts = Record<
  "open" | "mine" | "unassigned" | "snoozed" | "unread" | "mentioned" | "waiting" | "unknown",
  number
>;

/** A count goes no further than this: a screen says "99+" (see ux.md, rule 5). */
const MOST_COUNTED = 100;

const FILTERS = {
  open: { status: "open" },
  mine: { status: "open", assignee: "me" },
  unassigned: { status: "open", assignee: "none" },
  snoozed: { status: "snoozed" },
  unread: { isUnread: true },
  waiting: { sort: "waiting", status: "open" },
  unknown: { isUnknown: true },
} as const satisfies Record<string, ConversationFilter>;

/** How many conversations stand in each of the inbox's own views for this person, each counted up to 100. */
export async function countConversations(tx: TenantTx, { userId }: { userId: string }): Promise<ConversationCounts> {
  const counts: ConversationCounts = {
    ...{ open: 0, mine: 0, unassigned: 0, snoozed: 0, unread: 0, waiting: 0, unknown: 0 },
    mentioned: await countUnseenMentions(tx, userId),
  };
  for (const name of ["open", "mine", "unassigned", "snoozed", "unread", "waiting", "unknown"] as const) {
    counts[name] = await countMatching(tx, userId, FILTERS[name]);
  }
  return counts;
}

/** How many conversations a filter finds for this person, counted up to 100. */
export async function countMatching(tx: TenantTx, userId: string, filter: ConversationFilter): Promise<number> {
  const found = selectMatching(tx, { userId, filter, limit: MOST_COUNTED }).as("found");
  const [row] = await tx.select({ count: sql<number>`count(*)::int` }).from(found);
  return row?.count ?? 0;
}

/** Conversations in which the person was named and has not looked since. */
async function countUnseenMentions(tx: TenantTx, userId: string): Promise<number> {
  const found = tx
    .selectDistinct({ id: conversationMentions.conversationId })
    .from(conversationMentions)
    .where(and(eq(conversationMentions.userId, userId), isNull(conversationMentions.seenAt)))
    .limit(MOST_COUNTED)
    .as("found");
  const [row] = await tx.select({ count: sql<number>`count(*)::int` }).from(found);
  return row?.count ?? 0;
}
