import "server-only";
import type { TenantTx } from "@/db/tenant";
import { chooseLine } from "@/lib/domain/lines/choose-line";
import { findLine } from "@/lib/domain/lines/find-line";
import type { LineRow } from "@/lib/domain/lines/line-row";
import type { MessageChannel } from "@/lib/domain/messages/message-input";

/** The line that a message goes by: the one that was asked for if it can, else the one that fits the conversation. */
export async function findSendLine(
  tx: TenantTx,
  wanted: { lineId: string | null; conversationId: string | null; channel: MessageChannel },
): Promise<LineRow | null> {
  const { lineId, conversationId, channel } = wanted;
  if (lineId === null) return chooseLine(tx, { conversationId, channel });
  const line = await findLine(tx, lineId);
  return line !== null && line.channel === channel && line.removedAt === null ? line : null;
}
