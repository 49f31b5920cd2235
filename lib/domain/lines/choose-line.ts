import "server-only";
import { and, asc, desc, eq, gte } from "drizzle-orm";
import { conversations } from "@/db/schema/conversations";
import { messageMappings } from "@/db/schema/message-mappings";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import type { MessageChannel } from "@/lib/domain/messages/message-input";
import type { LineRow } from "./line-row";
import { listLines } from "./list-lines";
import { namesOfLine } from "./names-of-line";

/**
 * By which line a message of `channel` goes when nobody chose one: the line that staff set for the conversation, the one
 * of its newest message on the channel, the firm's default, the only one. Lines that are not connected are no choice; null
 * when none is left.
 */
export async function chooseLine(
  tx: TenantTx,
  { conversationId, channel }: { conversationId: string | null; channel: MessageChannel },
): Promise<LineRow | null> {
  const usable = (await listLines(tx)).filter((line) => line.channel === channel && line.state === "connected");
  if (usable.length === 0) return null;
  const preferred = conversationId === null ? undefined : await preferredOf(tx, conversationId, usable);
  const latest = conversationId === null || preferred ? undefined : await latestOf(tx, conversationId, usable);
  const only = usable.length === 1 ? usable[0] : undefined;
  return preferred ?? latest ?? usable.find(({ isDefault }) => isDefault) ?? only ?? null;
}

async function preferredOf(tx: TenantTx, conversationId: string, usable: LineRow[]): Promise<LineRow | undefined> {
  const [conversation] = await tx
    .select({ lineId: conversations.preferredLineId })
    .from(conversations)
    .where(eq(conversations.id, conversationId));
  return usable.find(({ id }) => id === conversation?.lineId);
}

/** The line itself where the message was sent here; otherwise the one with the number or instance that was told of it. */
async function latestOf(tx: TenantTx, conversationId: string, usable: LineRow[]): Promise<LineRow | undefined> {
  const [newest] = await tx
    .select({ id: messages.id, line: messages.line, lineId: messageSends.lineId })
    .from(messages)
    .leftJoin(messageSends, eq(messageSends.messageId, messages.id))
    .where(
      and(
        eq(messages.conversationId, conversationId),
        eq(messages.channel, usable[0]?.channel ?? "sms"),
        gte(messages.stateRank, 0),
      ),
    )
    .orderBy(desc(messages.sentAt), desc(messages.id))
    .limit(1);
  if (!newest) return undefined;
  const sentBy = usable.find(({ id }) => id === newest.lineId);
  const named = usable.filter((line) => newest.line !== null && namesOfLine(line).includes(newest.line));
  if (sentBy || named.length < 2) return sentBy ?? named[0];
  // One number that several systems write from: the one that told of the message.
  const tellers = await tx
    .select({ provider: messageMappings.provider })
    .from(messageMappings)
    .where(eq(messageMappings.messageId, newest.id))
    .orderBy(asc(messageMappings.createdAt));
  const told = tellers.map(({ provider }) => named.find((line) => line.provider === provider)).find(Boolean);
  return told ?? named.find(({ isDefault }) => isDefault) ?? named[0];
}
