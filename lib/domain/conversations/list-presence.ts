import "server-only";
import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import { conversationMembers } from "@/db/schema/conversation-members";
import { memberships } from "@/db/schema/memberships";
import type { TenantTx } from "@/db/tenant";

/** A sign of life counts this long; an open thread gives one every twenty seconds. */
const PRESENCE_MS = 45_000;
/** Typing is over unless it is told again. */
const TYPING_MS = 8_000;

const MOST = 500;

export type PresentPerson = { userId: string; name: string | null; isTyping: boolean };

/** Who of the firm has each of the conversations open now, and whether they are writing. */
export async function listPresence(
  tx: TenantTx,
  { conversationIds, now }: { conversationIds: readonly string[]; now: Date },
): Promise<(PresentPerson & { conversationId: string })[]> {
  if (conversationIds.length === 0) return [];
  const rows = await tx
    .select({
      conversationId: conversationMembers.conversationId,
      userId: conversationMembers.userId,
      name: sql<string | null>`nullif(concat_ws(' ', ${memberships.firstName}, ${memberships.lastName}), '')`,
      isTyping: conversationMembers.isTyping,
      presentAt: conversationMembers.presentAt,
    })
    .from(conversationMembers)
    .leftJoin(
      memberships,
      and(eq(memberships.tenantId, conversationMembers.tenantId), eq(memberships.userId, conversationMembers.userId)),
    )
    .where(
      and(
        inArray(conversationMembers.conversationId, [...conversationIds]),
        gt(conversationMembers.presentAt, new Date(now.getTime() - PRESENCE_MS)),
      ),
    )
    .orderBy(asc(conversationMembers.conversationId), asc(conversationMembers.userId))
    .limit(MOST);
  return rows.map(({ presentAt, isTyping, ...person }) => ({
    ...person,
    isTyping: isTyping && presentAt !== null && now.getTime() - presentAt.getTime() < TYPING_MS,
  }));
}
