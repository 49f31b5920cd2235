import "server-only";
import { and, asc, desc, eq, gt, gte, isNull, notInArray, or, type SQL, sql } from "drizzle-orm";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { asksForAnswer } from "@/lib/domain/messages/asks-for-answer";

/** What goes out by itself answers nobody's question. */
const AUTOMATIC = ["automation", "broadcast", "text_back", "opt_out_confirmation", "help_answer"] as const;
const NEVER_SENT = ["refused", "blocked", "cancelled"] as const;
const READ_AT_ONCE = 50;

/** The send of a message, where it was written here, for a left join. */
export function sendOfMessage(): SQL | undefined {
  return and(eq(messageSends.tenantId, messages.tenantId), eq(messageSends.messageId, messages.id));
}

/** Somebody chose a later time for it, so it is not part of the conversation yet. */
export const IS_PLANNED = sql`coalesce(${messageSends.isScheduled} and ${messageSends.state} = 'waiting', false)`;

export type Answer = Pick<typeof messages.$inferSelect, "sentAt" | "state" | "clientAddress">;

/** The firm's last message to the person that may be an answer: a person's, an assistant's, or one from another system. */
export async function findLastAnswer(tx: TenantTx, conversationId: string): Promise<Answer | null> {
  const [row] = await tx
    .select({ sentAt: messages.sentAt, state: messages.state, clientAddress: messages.clientAddress })
    .from(messages)
    .leftJoin(messageSends, sendOfMessage())
    .where(
      and(
        eq(messages.conversationId, conversationId),
        eq(messages.direction, "outbound"),
        gte(messages.stateRank, 0),
        notInArray(messages.state, ["failed", "undelivered"]),
        or(
          isNull(messageSends.state),
          and(notInArray(messageSends.state, [...NEVER_SENT]), notInArray(messageSends.origin, [...AUTOMATIC])),
        ),
        sql`not ${IS_PLANNED}`,
      ),
    )
    .orderBy(desc(messages.sentAt), desc(messages.id))
    .limit(1);
  return row ?? null;
}

/** Since when the person waits: their first message after `answeredAt` that asks for an answer, or null. */
export async function findWait(tx: TenantTx, conversationId: string, answeredAt: Date | null): Promise<Date | null> {
  let after: { sentAt: Date; id: string } | null = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof readInbound>> = await readInbound(tx, conversationId, { answeredAt, after });
    const asking = page.find(asksForAnswer);
    if (asking) return asking.sentAt;
    after = page.at(-1) ?? null;
    if (after === null || page.length < READ_AT_ONCE) return null;
  }
}

type From = { answeredAt: Date | null; after: { sentAt: Date; id: string } | null };

async function readInbound(tx: TenantTx, conversationId: string, { answeredAt, after }: From) {
  return tx
    .select({
      id: messages.id,
      sentAt: messages.sentAt,
      direction: messages.direction,
      body: messages.body,
      channel: messages.channel,
      deletedAt: messages.deletedAt,
    })
    .from(messages)
    .where(
      and(
        eq(messages.conversationId, conversationId),
        eq(messages.direction, "inbound"),
        gte(messages.stateRank, 0),
        answeredAt === null ? undefined : gt(messages.sentAt, answeredAt),
        after === null
          ? undefined
          : sql`(${messages.sentAt}, ${messages.id}) > (${after.sentAt.toISOString()}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(asc(messages.sentAt), asc(messages.id))
    .limit(READ_AT_ONCE);
}
