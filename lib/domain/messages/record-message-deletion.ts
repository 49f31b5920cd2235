import "server-only";
import type { TenantTx } from "@/db/tenant";
import type { MessageDirection, MessageKey, MessageNoteResult, MessageTrace } from "./message-input";
import { noteOnMessage } from "./note-on-message";
import { parkMessage } from "./park-message";
import { reviseMessage } from "./revise-message";
import { takeMessage } from "./take-message";

export type MessageDeletionInput = MessageKey &
  MessageTrace & {
    eventId: string | null;
    /** Whose message it is, where the provider says; without it a parked deletion is taken for one of the firm's. */
    direction?: MessageDirection | undefined;
    at: Date;
  };

/**
 * Notes that the sender took a message back. What it said stays for the record, and so does a stop that it asked for. Told
 * again, the earliest time stands. A deletion that comes before its message is parked.
 */
export async function recordMessageDeletion(tx: TenantTx, input: MessageDeletionInput): Promise<MessageNoteResult> {
  const { known } = await takeMessage(tx, input);
  if (known?.deletedAt && known.deletedAt <= input.at) return { outcome: "unchanged", messageId: known.id };
  const kept = known
    ? await reviseMessage(tx, known, { deletedAt: input.at }, input)
    : await parkMessage(tx, input, {
        direction: input.direction ?? "outbound",
        state: "unknown",
        at: input.at,
        deletedAt: input.at,
      });
  await noteOnMessage(
    tx,
    { eventId: input.eventId, messageId: kept.messageId },
    {
      action: kept.outcome === "changed" ? "message.deleted" : `message.deletion_${kept.outcome}`,
      status: kept.outcome === "unknown" ? "skipped" : "done",
      detail: { provider: input.provider },
    },
  );
  return kept;
}
