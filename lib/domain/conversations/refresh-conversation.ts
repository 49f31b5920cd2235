import "server-only";
import { and, desc, eq, gte, max, sql } from "drizzle-orm";
import { conversations } from "@/db/schema/conversations";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { noteFirstResponse } from "@/lib/domain/leads/note-first-response";
import { findLastAnswer, findWait, IS_PLANNED, sendOfMessage } from "./find-wait";
import { lockConversation } from "./lock-conversation";
import { TOUCHED } from "./touch-conversation";

/** A message that some system took over; before that an answer may still come to nothing. */
const ON_ITS_WAY = new Set(["sent", "delivered", "read"]);

/**
 * Reads a conversation's newest message, and who waits for whom, anew from its messages: the end is the same in whatever
 * order they came. A send that failed or was taken back is no answer, one that is planned is none yet, and what goes out by
 * itself is none at all. The first answer stops the clock of the person's leads.
 */
export async function refreshConversation(tx: TenantTx, conversationId: string): Promise<void> {
  const row = await lockConversation(tx, conversationId);
  if (row === null) return;
  const newest = await findNewest(tx, conversationId);
  const answer = await findLastAnswer(tx, conversationId);
  const lastInboundAt = await findLastInbound(tx, conversationId);
  const answeredAt = answer?.sentAt ?? null;
  const isAnswered = lastInboundAt === null || (answeredAt !== null && answeredAt >= lastInboundAt);
  await tx
    .update(conversations)
    .set({
      lastMessageId: newest?.id ?? null,
      ...(newest === null ? {} : { lastMessageAt: newest.at, clientAddress: addressOf(row, newest) }),
      lastInboundAt,
      lastOutboundAt: answeredAt,
      waitingSince: isAnswered ? null : await findWait(tx, conversationId, answeredAt),
      ...TOUCHED,
    })
    .where(eq(conversations.id, conversationId));
  if (answer !== null && ON_ITS_WAY.has(answer.state)) {
    await noteFirstResponse(tx, { address: answer.clientAddress, at: answer.sentAt });
  }
}

/** Who is no contact is known by one address alone. */
function addressOf(
  row: { contactId: string | null; clientAddress: string },
  newest: { clientAddress: string },
): string {
  return row.contactId === null ? row.clientAddress : newest.clientAddress;
}

/** What is planned or was cancelled stands in the thread; the list shows it only where there is nothing else. */
async function findNewest(tx: TenantTx, conversationId: string) {
  const shown = and(eq(messages.conversationId, conversationId), gte(messages.stateRank, 0));
  const columns = { id: messages.id, sentAt: messages.sentAt, clientAddress: messages.clientAddress };
  const [said] = await tx
    .select(columns)
    .from(messages)
    .leftJoin(messageSends, sendOfMessage())
    .where(and(shown, sql`not ${IS_PLANNED}`, sql`${messageSends.state} is distinct from 'cancelled'`))
    .orderBy(desc(messages.sentAt), desc(messages.id))
    .limit(1);
  if (said) return { id: said.id, at: said.sentAt, clientAddress: said.clientAddress };
  const [planned] = await tx
    .select({ ...columns, at: messages.receivedAt })
    .from(messages)
    .where(shown)
    .orderBy(desc(messages.receivedAt), desc(messages.id))
    .limit(1);
  return planned ?? null;
}

async function findLastInbound(tx: TenantTx, conversationId: string): Promise<Date | null> {
  const [last] = await tx
    .select({ at: max(messages.sentAt) })
    .from(messages)
    .where(
      and(eq(messages.conversationId, conversationId), eq(messages.direction, "inbound"), gte(messages.stateRank, 0)),
    );
  return last?.at ?? null;
}
