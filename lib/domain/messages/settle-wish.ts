import "server-only";
import { eq } from "drizzle-orm";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import type { MatchedCaller } from "@/lib/domain/calls/match-caller";
import { captureConsentByMessage } from "@/lib/domain/consents/capture-consent-by-message";
import { noteInThread } from "@/lib/domain/opt-outs/note-in-thread";
import type { FollowedWish } from "./follow-wish";
import type { MessageChannel, MessageDirection } from "./message-input";
import type { Wish } from "./read-wish";

type SettledWish = {
  messageId: string;
  address: string;
  channel: MessageChannel;
  direction: MessageDirection;
  sentAt: Date;
  wish: Wish;
  followed: FollowedWish;
  sender: MatchedCaller;
  /** Whether the message's words were not known before. */
  isNew: boolean;
};

/**
 * Does what follows from a wish, or from there being none, once its message is kept: it stands in the thread, and a contact
 * who writes first, or asks to be written to again, has agreed to be answered (compliance-us E.2, E.3).
 */
export async function settleWish(tx: TenantTx, settled: SettledWish): Promise<void> {
  const { messageId, address, channel, wish, followed, sender } = settled;
  const { recorded } = followed;
  if (recorded?.isDeciding && (wish.kind === "stop" || wish.kind === "start")) {
    const [row] = await tx.select({ id: messages.conversationId }).from(messages).where(eq(messages.id, messageId));
    await noteInThread(tx, row ? [row.id] : [], {
      eventId: recorded.eventId,
      kind: recorded.state,
      channel: wish.channel,
      scope: "all",
      source: channel,
      actorUserId: null,
    });
  }
  if (!settled.isNew || settled.direction !== "inbound" || sender.kind !== "contact") return;
  const { id: contactId, preferredLanguage: language } = sender.contact;
  const given = { contactId, e164: address, channel, language, messageId, at: settled.sentAt };
  if (wish.kind === "none") await captureConsentByMessage(tx, { ...given, level: "implied", words: null });
  if (wish.kind === "start" && recorded?.state === "opted_in") {
    await captureConsentByMessage(tx, { ...given, level: "express", words: wish.words });
  }
}
