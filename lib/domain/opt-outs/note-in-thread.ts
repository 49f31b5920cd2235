import "server-only";
import { and, eq, inArray, notExists, sql } from "drizzle-orm";
import { conversationEvents } from "@/db/schema/conversation-events";
import { conversations } from "@/db/schema/conversations";
import type { TenantTx } from "@/db/tenant";
import type { OptOutChannel, OptOutScope, OptOutSource } from "./opt-out-input";

export type ThreadNote = {
  eventId: string;
  kind: "opted_out" | "opted_in";
  channel: OptOutChannel;
  scope: OptOutScope;
  source: OptOutSource;
  actorUserId: string | null;
};

/** Shows a wish in the threads of the person, once in each. The caller holds the conversations' rows. */
export async function noteInThread(tx: TenantTx, conversationIds: readonly string[], note: ThreadNote): Promise<void> {
  if (conversationIds.length === 0) return;
  const { eventId, kind, actorUserId, channel, scope, source } = note;
  const told = tx
    .select({ id: conversationEvents.id })
    .from(conversationEvents)
    .where(
      and(
        eq(conversationEvents.tenantId, conversations.tenantId),
        eq(conversationEvents.conversationId, conversations.id),
        sql`${conversationEvents.detail} ->> 'eventId' = ${eventId}`,
      ),
    );
  const untold = await tx
    .update(conversations)
    .set({ revision: sql`${conversations.revision} + 1`, updatedAt: new Date() })
    .where(and(inArray(conversations.id, [...conversationIds]), notExists(told)))
    .returning({ id: conversations.id });
  if (untold.length === 0) return;
  await tx.insert(conversationEvents).values(
    untold.map(({ id }) => ({
      conversationId: id,
      kind,
      actorUserId,
      detail: { eventId, channel, scope, source },
    })),
  );
}
