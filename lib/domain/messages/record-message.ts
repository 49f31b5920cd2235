import "server-only";
import { randomUUID } from "node:crypto";
import type { TenantTx } from "@/db/tenant";
import type { MatchedCaller } from "@/lib/domain/calls/match-caller";
import { planMedia } from "@/lib/domain/media/plan-media";
import { noteProviderAnswered } from "@/lib/domain/opt-outs/note-provider-answered";
import { publishEvent } from "@/lib/domain/outgoing-webhooks/publish-event";
import { acknowledgeSend } from "@/lib/domain/sends/acknowledge-send";
import { addMessage } from "./add-message";
import { completeMessage } from "./complete-message";
import { findMessage, type MessageRow, mapMessage } from "./find-message";
import { findTwin } from "./find-twin";
import { followWish } from "./follow-wish";
import { lockMessages } from "./lock-messages";
import { matchSender } from "./match-sender";
import type { MessageInput } from "./message-input";
import { furtherStanding, isAwaited, stateRankOf, toldStanding } from "./message-standing";
import { noteOnMessage } from "./note-on-message";
import { publishMessageFailure } from "./publish-message-failure";
import { readWish, type Wish } from "./read-wish";
import { type ResolvedClient, resolveClient } from "./resolve-client";
import { settleWish } from "./settle-wish";
import { storableText } from "./storable-text";
import { welcomeStranger } from "./welcome-stranger";

/**
 * Keeps a message that a provider tells of, once (WH-05): told again, it only adds what was not known; told by another
 * provider, it is the same message under a second id. A stop in it blocks the number first. The sender is matched by
 * number, and a sender whom nobody knows becomes a lead. `isNew` says that its words were not known before.
 * @throws AppError `invalid_input` for a client that is a group or a list
 */
export async function recordMessage(tx: TenantTx, told: MessageInput): Promise<{ messageId: string; isNew: boolean }> {
  const input = makeStorable(told);
  const client = resolveClient(input.client);
  await lockMessages(tx, [input]);
  const known = await findMessage(tx, input);
  const twin = known ? null : await findTwin(tx, input, client.address);
  const isNew = twin === null && (known === null || isAwaited(known));
  const wish = newWish(input, { known, twin });
  const { channel, provider, sentAt, receivedAt } = input;
  const messageId = known?.id ?? twin?.id ?? randomUUID();
  const { address } = client;
  const followed = await followWish(tx, { wish, address, channel, provider, messageId, sentAt, receivedAt });
  if (twin && (input.optOutKeyword ?? null) !== null) await noteProviderAnswered(tx, twin.id, receivedAt);
  const sender = isNew ? await matchSender(tx, client) : ({ kind: "unknown" } as const);
  const kept = await keepMessage(tx, {
    input,
    client,
    sender,
    messageId,
    earlier: known ?? twin,
    isTwin: twin !== null,
  });
  const about = { eventId: input.eventId, messageId: kept.messageId };
  if (kept.action !== null) {
    const detail = { provider: input.provider, channel, direction: input.direction, state: input.state };
    await noteOnMessage(tx, about, { action: kept.action, detail: isNew ? { ...detail, match: sender.kind } : detail });
  }
  if (kept.action !== null) await planMedia(tx, { ...input, messageId: kept.messageId });
  for (const note of followed.notes) await noteOnMessage(tx, about, note);
  await settleWish(tx, { ...input, messageId: kept.messageId, address, wish, followed, sender, isNew });
  if (isNew && sender.kind === "unknown" && isEnquiry(input, wish)) await welcomeStranger(tx, input, client);
  await publishMessage(tx, { input, messageId: kept.messageId, earlier: known ?? twin, isNew });
  return { messageId: kept.messageId, isNew };
}

/** Tells the firm's receivers of a message whose words are new, and of one that failed. */
async function publishMessage(
  tx: TenantTx,
  message: { input: MessageInput; messageId: string; earlier: MessageRow | null; isNew: boolean },
): Promise<void> {
  const { input, messageId, earlier, isNew } = message;
  if (input.direction === "inbound") {
    if (isNew) await publishEvent(tx, { type: "message.received", subjectId: messageId });
    return;
  }
  const told = toldStanding(input, "outbound");
  const after = earlier === null ? told : furtherStanding(earlier, told);
  await publishMessageFailure(tx, { messageId, before: earlier?.state ?? null, after: after.state });
}

type Keeping = {
  input: MessageInput;
  client: ResolvedClient;
  sender: MatchedCaller;
  /** The one that the message has or gets. */
  messageId: string;
  earlier: MessageRow | null;
  isTwin: boolean;
};

async function keepMessage(
  tx: TenantTx,
  { input, client, sender, messageId, earlier, isTwin }: Keeping,
): Promise<{ messageId: string; action: string | null }> {
  const contactId = "contact" in sender ? sender.contact.id : null;
  const clientAddress = client.address;
  if (earlier === null) {
    const standing = toldStanding(input, input.direction);
    const { channel, direction, line, senderName, body, media, sentAt, receivedAt } = input;
    await addMessage(tx, input, {
      ...{
        id: messageId,
        channel,
        direction,
        contactId,
        clientAddress,
        line,
        senderName,
        body,
        media,
        sentAt,
        receivedAt,
      },
      ...standing,
      stateRank: stateRankOf(standing.state),
    });
    return { messageId, action: "message.recorded" };
  }
  if (isTwin) await mapMessage(tx, input, earlier.id);
  const isAnswer =
    input.direction === "outbound" && (await acknowledgeSend(tx, { messageId: earlier.id, now: input.receivedAt }));
  const isChanged = await completeMessage(tx, earlier.id, { ...input, clientAddress, contactId });
  if (isTwin) return { messageId: earlier.id, action: "message.recognised" };
  if (isAwaited(earlier)) return { messageId: earlier.id, action: "message.recorded" };
  return { messageId: earlier.id, action: isChanged || isAnswer ? "message.completed" : null };
}

/** What this telling says that no earlier one did: its words when they are new, else only what its provider understood. */
function newWish(input: MessageInput, { known, twin }: { known: MessageRow | null; twin: MessageRow | null }): Wish {
  if (input.direction === "outbound") return { kind: "none" };
  if (twin) {
    const alone = readWish({ body: twin.body, channel: input.channel });
    const wish = readWish(input);
    return wish.kind === alone.kind ? { kind: "none" } : wish;
  }
  const areWordsNew = known === null || isAwaited(known) || (known.body === "" && input.body !== "");
  return areWordsNew ? readWish(input) : { kind: "none" };
}

/** A keyword by itself asks for nothing that a person of the firm would answer. */
function isEnquiry(input: MessageInput, wish: Wish): boolean {
  return input.direction === "inbound" && (wish.kind === "none" || (wish.kind === "stop" && !wish.isClear));
}

function makeStorable(told: MessageInput): MessageInput {
  return {
    ...told,
    body: storableText(told.body),
    senderName: told.senderName === null ? null : storableText(told.senderName).trim() || null,
    media: told.media.map(({ contentType, fileName }) => ({
      contentType: contentType === null ? null : storableText(contentType),
      fileName: fileName === null ? null : storableText(fileName),
    })),
  };
}
