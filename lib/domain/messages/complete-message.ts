import "server-only";
import { eq } from "drizzle-orm";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { noteMessage } from "@/lib/domain/conversations/note-message";
import { placeConversation } from "@/lib/domain/conversations/place-conversation";
import { refreshConversation } from "@/lib/domain/conversations/refresh-conversation";
import { settleSendCredits } from "@/lib/domain/sends/settle-send-credits";
import { lockMessage, type MessageRow } from "./find-message";
import type { MessageInput } from "./message-input";
import { furtherStanding, isAwaited, stateRankOf, toldStanding } from "./message-standing";

/**
 * Adds to a kept message what this telling knows and no earlier one did. An awaited message becomes this one; its edits,
 * deletion and standing stay. True when that changed anything.
 */
export async function completeMessage(
  tx: TenantTx,
  messageId: string,
  told: MessageInput & { clientAddress: string; contactId: string | null },
): Promise<boolean> {
  const row = await lockMessage(tx, messageId);
  const changes: Partial<MessageRow> = isAwaited(row) ? becomeMessage(row, told) : fillGaps(row, told);
  if (Object.keys(changes).length === 0) return false;
  const senderName = told.direction === "inbound" ? told.senderName : null;
  if (isAwaited(row)) {
    const { contactId, clientAddress, sentAt } = told;
    changes.conversationId = await placeConversation(tx, { contactId, clientAddress, senderName, at: sentAt });
  }
  await tx
    .update(messages)
    .set({ ...changes, updatedAt: new Date() })
    .where(eq(messages.id, messageId));
  const kept = { ...row, ...changes };
  if (isAwaited(row)) await noteMessage(tx, { ...kept, senderName });
  else await refreshConversation(tx, kept.conversationId);
  if (kept.direction === "outbound") await settleSendCredits(tx, { messageId, state: kept.state });
  return true;
}

function becomeMessage(row: MessageRow, told: Parameters<typeof completeMessage>[2]): Partial<MessageRow> {
  const standing = furtherStanding(toldStanding(row, told.direction), toldStanding(told, told.direction));
  return {
    channel: told.channel,
    direction: told.direction,
    contactId: told.contactId,
    clientAddress: told.clientAddress,
    line: told.line ?? row.line,
    senderName: told.senderName,
    body: told.body,
    media: told.media,
    ...standing,
    stateRank: stateRankOf(standing.state),
    sentAt: told.sentAt,
    receivedAt: told.receivedAt,
  };
}

function fillGaps(row: MessageRow, told: MessageInput): Partial<MessageRow> {
  const standing = furtherStanding(row, toldStanding(told, row.direction));
  return {
    ...(row.body === "" && told.body !== "" ? { body: told.body } : {}),
    ...(row.media.length === 0 && told.media.length > 0 ? { media: told.media } : {}),
    ...(row.line === null && told.line !== null ? { line: told.line } : {}),
    ...(row.senderName === null && told.senderName !== null ? { senderName: told.senderName } : {}),
    ...(standing === row ? {} : { ...standing, stateRank: stateRankOf(standing.state) }),
  };
}
