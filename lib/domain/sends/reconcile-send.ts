import "server-only";
import { and, desc, eq, inArray } from "drizzle-orm";
import { messageMappings } from "@/db/schema/message-mappings";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { findContactAtProvider } from "@/lib/domain/contact-mappings/find-contact-at-provider";
import { findLine } from "@/lib/domain/lines/find-line";
import { keyServiceOf } from "@/lib/domain/lines/key-service-of";
import { enqueue } from "@/lib/jobs/enqueue";
import { getApiKey } from "@/lib/vault/get-api-key";
import { SEND_PATIENCE_MS } from "./begin-send";
import type { SendOrder } from "./cleared-send";
import { closeSend } from "./close-send";
import { type LockedSend, lockSend } from "./lock-send";
import { RECONCILE_DELAYS_SECONDS } from "./look-up-delays";
import { reconcileSendJob } from "./reconcile-send.job";
import type { SentLookUp } from "./send-answer";
import { settleSend } from "./settle-send";

const GIVE_UP_AFTER_MS = 24 * 3_600_000;
const RETRY_SECONDS = 60;

export type SendLook = {
  order: SendOrder;
  key: string;
  attemptedAt: Date;
  /** Ids under which the provider knows the person's other messages: the same words may have been sent twice. */
  knownIds: string[];
};

/** What to look for, or null when the answer to the send is known by now, still being waited for, or never will be known. */
export async function beginSendLookUp(
  tx: TenantTx,
  { messageId, now }: { messageId: string; now: Date },
): Promise<SendLook | null> {
  const locked = await lockSend(tx, messageId);
  if (locked === null || (locked.send.state !== "sending" && locked.send.state !== "unknown")) return null;
  const { send, message } = locked;
  const attemptedAt = send.attemptedAt ?? now;
  const patientUntil = new Date(attemptedAt.getTime() + SEND_PATIENCE_MS);
  if (send.state === "sending" && patientUntil > now) {
    await enqueue(tx, reconcileSendJob, { messageId, round: 0 }, { at: patientUntil, singletonKey: messageId });
    return null;
  }
  if (await isToldOf(tx, locked)) {
    // A webhook that named this message by its reference or its words proves that the provider has it.
    const { account, providerMessageId } = { account: "", providerMessageId: null };
    const answer = { kind: "accepted" as const, account, providerMessageId, state: message.state };
    await settleSend(tx, { messageId, answer, isLastAttempt: true, now });
    return null;
  }
  const line = await findLine(tx, send.lineId);
  const key = line === null ? null : await getApiKey(tx, keyServiceOf(line));
  if (line === null || key === null) {
    await lookAgain(tx, { messageId, round: 0, attemptedAt, now });
    return null;
  }
  const { provider, account, settings, address: from } = line;
  const externalContactId = await findContactAtProvider(tx, {
    provider,
    account: account ?? "",
    contactId: message.contactId,
    address: message.clientAddress,
  });
  const { channel, clientAddress: to, body } = message;
  const order: SendOrder = {
    ...{ messageId, provider, channel, to, from, account, settings, externalContactId, body },
    statusCallbackUrl: null,
    reference: "",
  };
  return { order, key, attemptedAt, knownIds: await knownIdsOf(tx, { provider, address: to }) };
}

async function knownIdsOf(
  tx: TenantTx,
  { provider, address }: { provider: string; address: string },
): Promise<string[]> {
  const rows = await tx
    .select({ id: messageMappings.providerMessageId })
    .from(messageMappings)
    .innerJoin(messages, eq(messages.id, messageMappings.messageId))
    .where(and(eq(messages.clientAddress, address), eq(messageMappings.provider, provider)))
    .orderBy(desc(messages.sentAt))
    .limit(500);
  return rows.map(({ id }) => id);
}

/** Whether the provider's own id of the message is known already. */
async function isToldOf(tx: TenantTx, { message }: LockedSend): Promise<boolean> {
  const [row] = await tx
    .select({ messageId: messageMappings.messageId })
    .from(messageMappings)
    .where(eq(messageMappings.messageId, message.id))
    .limit(1);
  return row !== undefined;
}

/**
 * Draws the conclusion from one look-up. A message that several lists over some minutes do not show was not sent; of a
 * provider that has no list, or does not answer for a day, nothing is concluded: the send stays `unknown`, and is never
 * repeated.
 */
export async function settleSendLookUp(
  tx: TenantTx,
  input: { messageId: string; round: number; attemptedAt: Date; answer: SentLookUp; now: Date },
): Promise<void> {
  const { messageId, answer, round, now } = input;
  switch (answer.kind) {
    case "found": {
      const { providerMessageId, account, state } = answer;
      const accepted = { kind: "accepted" as const, providerMessageId, account, state };
      return settleSend(tx, { messageId, answer: accepted, isLastAttempt: true, now });
    }
    case "absent": {
      const delay = RECONCILE_DELAYS_SECONDS[round + 1];
      if (delay === undefined) return concludeAbsent(tx, messageId, now);
      const at = new Date(now.getTime() + delay * 1_000);
      return enqueue(tx, reconcileSendJob, { messageId, round: round + 1 }, { at, singletonKey: messageId });
    }
    case "cannot_tell":
      return markUnknown(tx, messageId, now);
    case "failed":
      return lookAgain(tx, input);
  }
}

async function concludeAbsent(tx: TenantTx, messageId: string, now: Date): Promise<void> {
  const locked = await lockSend(tx, messageId);
  if (locked?.send.state !== "sending" && locked?.send.state !== "unknown") return;
  await closeSend(tx, { messageId, state: "refused", failureCode: "not_sent", trigger: "messages.reconcile", now });
}

/** Only while it is one: the answer may have been kept since the look-up began. */
async function markUnknown(tx: TenantTx, messageId: string, now: Date): Promise<void> {
  await tx
    .update(messageSends)
    .set({ state: "unknown", updatedAt: now })
    .where(and(eq(messageSends.messageId, messageId), inArray(messageSends.state, ["sending", "unknown"])));
}

async function lookAgain(
  tx: TenantTx,
  { messageId, round, attemptedAt, now }: { messageId: string; round: number; attemptedAt: Date; now: Date },
): Promise<void> {
  if (now.getTime() - attemptedAt.getTime() >= GIVE_UP_AFTER_MS) return markUnknown(tx, messageId, now);
  const at = new Date(now.getTime() + RETRY_SECONDS * 1_000);
  await enqueue(tx, reconcileSendJob, { messageId, round }, { at, singletonKey: messageId });
}
