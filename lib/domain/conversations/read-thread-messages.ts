import "server-only";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { gateDecisions } from "@/db/schema/gate-decisions";
import { messageMappings } from "@/db/schema/message-mappings";
import { messageMedia } from "@/db/schema/message-media";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { sendAgainKeyOf } from "@/lib/domain/sends/send-again-key";
import type { ThreadMedia, ThreadMessage, ThreadSend } from "./thread-item";

const LATE_AFTER = "60 seconds";

/** Messages with their systems, media and our own intent behind them, in no order. */
export async function readThreadMessages(tx: TenantTx, ids: string[]): Promise<ThreadMessage[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ message: messages, isLate: IS_LATE, send: messageSends, decision: gateDecisions })
    .from(messages)
    .leftJoin(messageSends, and(eq(messageSends.tenantId, messages.tenantId), eq(messageSends.messageId, messages.id)))
    .leftJoin(
      gateDecisions,
      and(
        eq(gateDecisions.tenantId, messageSends.tenantId),
        eq(gateDecisions.id, sql`coalesce(${messageSends.sendDecisionId}, ${messageSends.reserveDecisionId})`),
      ),
    )
    .where(inArray(messages.id, ids));
  const systems = await readSystems(tx, ids);
  const media = await readMedia(tx, ids);
  const sentAgain = await readSentAgain(
    tx,
    rows.flatMap(({ message, send }) => (send?.state === "blocked" ? [message.id] : [])),
  );
  return rows.map(({ message, isLate, send, decision }) => ({
    kind: "message",
    id: message.id,
    at: message.sentAt,
    receivedAt: message.receivedAt,
    channel: message.channel,
    direction: message.direction,
    clientAddress: message.clientAddress,
    line: message.line,
    senderName: message.senderName,
    authorUserId: message.authorUserId,
    authorName: null,
    body: message.body,
    edits: message.edits,
    deletedAt: message.deletedAt,
    state: message.state,
    failureCode: message.failureCode,
    failureReason: message.failureReason,
    isLate,
    systems: systems.filter(({ messageId }) => messageId === message.id).map(({ provider }) => provider),
    media: mediaOf(
      message,
      media.filter(({ messageId }) => messageId === message.id),
    ),
    send: send === null ? null : { ...sendOf(send, decision), isSentAgain: sentAgain.has(message.id) },
  }));
}

// A message that is on time costs no look at the others.
const IS_LATE = sql<boolean>`case when ${messages.receivedAt} - ${messages.sentAt} > ${LATE_AFTER}::interval
  then exists (select 1 from messages n where n.tenant_id = ${messages.tenantId} and n.conversation_id = ${messages.conversationId}
    and n.state_rank >= 0 and n.sent_at > ${messages.sentAt} and n.received_at < ${messages.receivedAt}) else false end`;

async function readSystems(tx: TenantTx, ids: string[]) {
  return tx
    .selectDistinct({ messageId: messageMappings.messageId, provider: messageMappings.provider })
    .from(messageMappings)
    .where(inArray(messageMappings.messageId, ids))
    .orderBy(asc(messageMappings.provider));
}

async function readMedia(tx: TenantTx, ids: string[]) {
  return tx
    .select({
      messageId: messageMedia.messageId,
      position: messageMedia.position,
      id: messageMedia.id,
      state: messageMedia.state,
      reason: messageMedia.reason,
      contentType: messageMedia.contentType,
      fileName: messageMedia.fileName,
      sizeBytes: messageMedia.sizeBytes,
    })
    .from(messageMedia)
    .where(inArray(messageMedia.messageId, ids))
    .orderBy(asc(messageMedia.position));
}

/** Which of the held-back messages were planned anew. */
async function readSentAgain(tx: TenantTx, heldBack: string[]): Promise<Set<string>> {
  if (heldBack.length === 0) return new Set();
  const rows = await tx
    .select({ key: messageSends.idempotencyKey })
    .from(messageSends)
    .where(inArray(messageSends.idempotencyKey, heldBack.map(sendAgainKeyOf)));
  const keys = new Set(rows.map(({ key }) => key));
  return new Set(heldBack.filter((id) => keys.has(sendAgainKeyOf(id))));
}

type KeptMedia = Awaited<ReturnType<typeof readMedia>>[number];

/** What the provider told of, with what became of fetching it. */
function mediaOf(message: typeof messages.$inferSelect, kept: KeptMedia[]): ThreadMedia[] {
  const told = message.media.map((each, index): ThreadMedia => {
    const found = kept.find(({ position }) => position === index);
    if (!found) return { id: null, state: "told", reason: null, sizeBytes: null, ...each };
    const { messageId: _, position: __, ...row } = found;
    return { ...row, contentType: row.contentType ?? each.contentType, fileName: row.fileName ?? each.fileName };
  });
  const more = kept.filter(({ position }) => position >= message.media.length);
  return [...told, ...more.map(({ messageId: _, position: __, ...row }) => row)];
}

function sendOf(
  send: typeof messageSends.$inferSelect,
  decision: typeof gateDecisions.$inferSelect | null,
): Omit<ThreadSend, "isSentAgain"> {
  const isBlocked = send.state === "blocked" && decision?.verdict === "blocked";
  return {
    state: send.state,
    origin: send.origin,
    purpose: send.purpose,
    scheduledFor: send.scheduledFor,
    isScheduled: send.isScheduled,
    attemptedAt: send.attemptedAt,
    lineId: send.lineId,
    failureCode: send.failureCode,
    broadcastId: send.broadcastId,
    decisionId: decision?.id ?? null,
    blockedBy: isBlocked ? decision.blockedBy : [],
    earliestLegalAt: isBlocked ? decision.earliestLegalAt : null,
  };
}
