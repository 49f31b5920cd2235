import "server-only";
import type { TenantTx } from "@/db/tenant";
import type { AutomationEntry } from "@/lib/domain/automation/record-automation";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import type { MessageChannel } from "./message-input";
import type { Wish } from "./read-wish";

/** A line for the log, still without the message that it is about. */
export type MessageNote = Required<Pick<AutomationEntry, "action" | "status" | "detail">>;

type Utterance = {
  wish: Wish;
  /** E.164; null when the number is hidden or none. */
  number: string | null;
  channel: MessageChannel;
  sentAt: Date;
  receivedAt: Date;
};

/**
 * Acts upon what somebody wrote about being written to: a stop blocks the number before anything else of the transaction
 * (CMP-01), a start is proven by its words (CMP-03), an unclear stop blocks as well and asks for a person. Who is known by
 * no number can be blocked by none, which is noted.
 */
export async function followWish(tx: TenantTx, said: Utterance): Promise<MessageNote[]> {
  const { wish, number } = said;
  if (wish.kind === "none") return [];
  if (wish.kind === "help") return [note("opt_out.help_asked", {})];
  if (number === null) return [{ ...note("opt_out.no_number", { wish: wish.kind }), status: "skipped" }];
  const { state, cancelledCalls } = await recordOptOut(tx, {
    e164: number,
    channel: wish.channel,
    kind: wish.kind,
    source: said.channel,
    // A clock that runs ahead must not let a wish outlive what the person says next.
    occurredAt: said.sentAt < said.receivedAt ? said.sentAt : said.receivedAt,
    words: wish.words,
  });
  const detail = { channel: wish.channel, state, cancelledCalls };
  if (wish.kind === "start") return [note("opt_in.recorded", detail)];
  const recorded = note("opt_out.recorded", detail);
  return wish.isClear ? [recorded] : [recorded, note("opt_out.unclear", { channel: wish.channel })];
}

function note(action: string, detail: MessageNote["detail"]): MessageNote {
  return { action, status: "done", detail };
}
