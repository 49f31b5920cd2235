import "server-only";
import { asc, eq } from "drizzle-orm";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { matchCaller } from "@/lib/domain/calls/match-caller";
import { captureConsentsOf } from "@/lib/domain/consents/capture-consents-of";
import { lockContactNumber } from "@/lib/domain/contact-gate/lock-person";
import { adoptConversation } from "@/lib/domain/conversations/adopt-conversation";
import { lockStranger } from "@/lib/domain/leads/lock-stranger";
import { type CarriedOptOut, carryOptOuts } from "@/lib/domain/opt-outs/carry-opt-outs";
import type { MessageRow } from "./find-message";
import type { MessageNote } from "./follow-wish";
import { isAwaited } from "./message-standing";
import { noteOnMessage } from "./note-on-message";
import { readWish, type Wish } from "./read-wish";
import { welcomeStranger } from "./welcome-stranger";

type Placing = {
  /** Where they stand until now; the caller holds its place. */
  address: string;
  e164: string;
  provider: string;
  eventId: string | null;
};

/**
 * Gives messages that were kept without a number the number that their sender turns out to have, and does what could not be
 * done without it: what the sender asked to be spared holds for the number as well, by the time at which they said it, and
 * a stranger who asked something becomes a lead. Gives how many.
 */
export async function placeMessages(tx: TenantTx, { address, e164, provider, eventId }: Placing): Promise<number> {
  const waiting = await tx
    .select()
    .from(messages)
    .where(eq(messages.clientAddress, address))
    .orderBy(asc(messages.sentAt), asc(messages.id));
  await lockContactNumber(tx, e164);
  await lockStranger(tx, e164);
  const carried = await carryOptOuts(tx, { from: address, to: e164 });
  if (waiting.length === 0) return 0;
  const read = waiting.map((row) => ({ row, wish: wishOf(row) }));
  const person = await matchCaller(tx, e164);
  const contactId = "contact" in person ? person.contact.id : null;
  for (const { row } of read) {
    await tx
      .update(messages)
      .set({ clientAddress: e164, contactId, updatedAt: new Date() })
      .where(eq(messages.id, row.id));
    const placed: MessageNote = { action: "message.placed", status: "done", detail: { provider, match: person.kind } };
    for (const note of [placed, ...notesOn(row.id, carried)]) {
      await noteOnMessage(tx, { eventId, messageId: row.id }, note);
    }
  }
  await adoptConversation(tx, { address, contactId, toAddress: e164 });
  if (person.kind === "contact") await captureConsentsOf(tx, { contactId: person.contact.id, e164 });
  const enquiry = read.find(({ row, wish }) => isEnquiry(row, wish));
  if (enquiry && person.kind === "unknown") {
    await welcomeStranger(tx, { ...enquiry.row, eventId }, { address: e164, e164, whatsappId: null });
  }
  return waiting.length;
}

function notesOn(messageId: string, carried: readonly CarriedOptOut[]): MessageNote[] {
  return carried
    .filter(({ sourceMessageId }) => sourceMessageId === messageId)
    .map(({ kind, state, cancelledCalls }) => ({
      action: kind === "stop" ? "opt_out.recorded" : "opt_in.recorded",
      status: "done",
      detail: { state, cancelledCalls },
    }));
}

function wishOf(row: MessageRow): Wish {
  return row.direction === "inbound" && !isAwaited(row) ? readWish(row) : { kind: "none" };
}

function isEnquiry(row: MessageRow, wish: Wish): boolean {
  const isAsking = wish.kind === "none" || (wish.kind === "stop" && !wish.isClear);
  return row.direction === "inbound" && !isAwaited(row) && isAsking;
}
