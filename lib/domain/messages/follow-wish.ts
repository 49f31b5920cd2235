import "server-only";
import type { TenantTx } from "@/db/tenant";
import type { AutomationEntry } from "@/lib/domain/automation/record-automation";
import { isAmbiguousStop } from "@/lib/domain/compliance/is-ambiguous-stop";
import { answerHelpJob } from "@/lib/domain/opt-outs/answer-help.job";
import type { ConfirmationPlan, OptOutResult } from "@/lib/domain/opt-outs/opt-out-input";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { enqueue } from "@/lib/jobs/enqueue";
import type { MessageChannel } from "./message-input";
import type { Wish } from "./read-wish";

/** A line for the log, still without the message that it is about. */
export type MessageNote = Required<Pick<AutomationEntry, "action" | "status" | "detail">>;

/** What came of a wish: its place in the ledger, unless it changes nothing there. */
export type FollowedWish = { notes: MessageNote[]; recorded: (OptOutResult & { kind: "stop" | "start" }) | null };

type Utterance = {
  wish: Wish;
  /** Where the person is written to: E.164, or what stands for a number that is hidden or not told yet. */
  address: string;
  channel: MessageChannel;
  provider: string;
  /** The id that the message has, or will have. */
  messageId: string;
  sentAt: Date;
  receivedAt: Date;
};

/** Systems that hand a text on seconds before the carrier's own notice says that it answered. */
const HAND_ON_SECONDS = 15;

/**
 * Acts upon what somebody wrote about being written to: a stop blocks the address before anything else of the transaction
 * (CMP-01) and is confirmed once when it is a keyword, a start is proven by its words (CMP-03), an unclear stop blocks as
 * well and asks for a person, and help is answered. What the provider itself understood, it has answered itself.
 */
export async function followWish(tx: TenantTx, said: Utterance): Promise<FollowedWish> {
  const { wish, address, messageId } = said;
  if (wish.kind === "none") return { notes: [], recorded: null };
  if (wish.kind === "help") {
    const isAnswered = wish.isProviderAnswered || !isAnswerable(address);
    if (!isAnswered) await enqueue(tx, answerHelpJob, { messageId }, { singletonKey: messageId });
    return { notes: [note("opt_out.help_asked", {})], recorded: null };
  }
  const isStop = wish.kind === "stop";
  const needsReview = isStop && (!wish.isClear || isAmbiguousStop(wish.words));
  const result = await recordOptOut(tx, {
    e164: address,
    channel: wish.channel,
    kind: wish.kind,
    source: said.channel,
    // A clock that runs ahead must not let a wish outlive what the person says next.
    occurredAt: said.sentAt < said.receivedAt ? said.sentAt : said.receivedAt,
    sourceMessageId: messageId,
    words: wish.words,
    needsReview,
    ...(isStop && wish.isClear && isAnswerable(address) ? { confirmation: planOf(said, wish) } : {}),
  });
  const recorded = { ...result, kind: wish.kind };
  const detail = { channel: wish.channel, state: result.state, cancelledCalls: result.cancelledCalls };
  if (!isStop) return { notes: [note("opt_in.recorded", detail)], recorded };
  const unclear = needsReview ? [note("opt_out.unclear", { channel: wish.channel })] : [];
  return { notes: [note("opt_out.recorded", detail), ...unclear], recorded };
}

function planOf({ provider, channel }: Utterance, wish: Extract<Wish, { kind: "stop" }>): ConfirmationPlan {
  if (wish.isProviderAnswered) return { kind: "provider_answered" };
  const isFirstHand = provider === "twilio" || channel === "whatsapp";
  return { kind: "send", delaySeconds: isFirstHand ? 0 : HAND_ON_SECONDS };
}

/** A short code is a machine, and an address that another system alone knows cannot be written to. */
function isAnswerable(address: string): boolean {
  return address.startsWith("+") || address.includes("@");
}

function note(action: string, detail: MessageNote["detail"]): MessageNote {
  return { action, status: "done", detail };
}
