import "server-only";
import { randomUUID } from "node:crypto";
import type { MessageEdit } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import type { MessageRow } from "./find-message";
import { followWish, type MessageNote } from "./follow-wish";
import type { MessageDirection, MessageKey, MessageNoteResult, MessageTrace } from "./message-input";
import { noteOnMessage } from "./note-on-message";
import { parkMessage } from "./park-message";
import { readWish } from "./read-wish";
import { reviseMessage } from "./revise-message";
import { storableText } from "./storable-text";
import { takeMessage } from "./take-message";

export type MessageEditInput = MessageKey &
  MessageTrace & {
    eventId: string | null;
    /** Whose message it is, where the provider says; without it a parked edit is taken for one of the firm's. */
    direction?: MessageDirection | undefined;
    /** The new wording. */
    body: string;
    at: Date;
  };

/**
 * Notes that the sender worded a message anew. `body` stays what was first sent, and every wording stands in `edits` in the
 * order of its time, once (WH-05). An edit that comes before its message is parked. A client who edits a message into a stop
 * has asked to be left alone; a start takes a message of its own.
 */
export async function recordMessageEdit(tx: TenantTx, told: MessageEditInput): Promise<MessageNoteResult> {
  const input = { ...told, body: storableText(told.body) };
  const { known, address } = await takeMessage(tx, input);
  const edit = { body: input.body, at: input.at.toISOString() };
  if (known?.edits.some((each) => each.body === edit.body && each.at === edit.at)) {
    return { outcome: "unchanged", messageId: known.id };
  }
  const messageId = known?.id ?? randomUUID();
  const notes = await followStop(tx, input, { messageId, address, direction: known?.direction ?? input.direction });
  const kept = await keepEdit(tx, { input, known, messageId, edit });
  const about = { eventId: input.eventId, messageId: kept.messageId };
  await noteOnMessage(tx, about, {
    action: kept.outcome === "changed" ? "message.edited" : `message.edit_${kept.outcome}`,
    status: kept.outcome === "unknown" ? "skipped" : "done",
    detail: { provider: input.provider },
  });
  for (const note of notes) await noteOnMessage(tx, about, note);
  return kept;
}

async function followStop(
  tx: TenantTx,
  input: MessageEditInput,
  told: { messageId: string; address: string | null; direction: MessageDirection | undefined },
): Promise<MessageNote[]> {
  const { messageId, address, direction } = told;
  if (direction !== "inbound" || address === null) return [];
  const channel = input.channel ?? (address.startsWith("+") ? "sms" : "whatsapp");
  const wish = readWish({ body: input.body, channel });
  if (wish.kind !== "stop") return [];
  const { provider, at: sentAt } = input;
  const said = { wish, address, channel, provider, messageId, sentAt, receivedAt: new Date() };
  return (await followWish(tx, said)).notes;
}

type Editing = { input: MessageEditInput; known: MessageRow | null; messageId: string; edit: MessageEdit };

async function keepEdit(tx: TenantTx, { input, known, messageId, edit }: Editing): Promise<MessageNoteResult> {
  if (!known) {
    const direction = input.direction ?? "outbound";
    return parkMessage(tx, input, { id: messageId, direction, state: "unknown", at: input.at, edits: [edit] });
  }
  const edits = [...known.edits, edit].toSorted((a, b) => (a.at + a.body < b.at + b.body ? -1 : 1));
  return reviseMessage(tx, known, { edits }, input);
}
