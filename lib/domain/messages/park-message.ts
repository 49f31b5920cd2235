import "server-only";
import type { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { matchCaller } from "@/lib/domain/calls/match-caller";
import { addMessage } from "./add-message";
import type { MessageDirection, MessageKey, MessageNoteResult, MessageState, MessageTrace } from "./message-input";
import { stateRankOf } from "./message-standing";
import { resolveClient } from "./resolve-client";

type Parked = Pick<typeof messages.$inferInsert, "id" | "edits" | "deletedAt" | "failureCode" | "failureReason"> & {
  direction: MessageDirection;
  state: MessageState;
  at: Date;
};

/**
 * Keeps a note that came before its message: a message without words, which the message becomes when it is told of. The
 * outcome is `unknown` when the note does not say whose message it is.
 */
export async function parkMessage(
  tx: TenantTx,
  note: MessageKey & MessageTrace,
  { direction, state, at, ...rest }: Parked,
): Promise<MessageNoteResult> {
  if (!note.client) return { outcome: "unknown", messageId: null };
  const client = resolveClient(note.client);
  const person = client.e164 === null ? null : await matchCaller(tx, client.e164);
  const messageId = await addMessage(tx, note, {
    ...rest,
    channel: note.channel ?? (note.client.kind === "whatsapp_id" ? "whatsapp" : "sms"),
    direction,
    contactId: person !== null && "contact" in person ? person.contact.id : null,
    clientAddress: client.address,
    line: note.line ?? null,
    body: "",
    state,
    stateRank: stateRankOf(state, { isAwaited: true }),
    sentAt: at,
    receivedAt: at,
  });
  return { outcome: "parked", messageId };
}
