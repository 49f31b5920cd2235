import "server-only";
import { eq } from "drizzle-orm";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { contactNow, realTimeOf } from "@/lib/core/contact-clock";
import { getEnv } from "@/lib/core/env";
import { isBroadcastStopped } from "@/lib/domain/broadcasts/is-broadcast-stopped";
import type { ContactPurpose } from "@/lib/domain/compliance/gate-facts";
import { decideForContact } from "@/lib/domain/contact-gate/decide-for-contact";
import { findContactAtProvider } from "@/lib/domain/contact-mappings/find-contact-at-provider";
import { findLine } from "@/lib/domain/lines/find-line";
import { keyServiceOf } from "@/lib/domain/lines/key-service-of";
import type { LineRow } from "@/lib/domain/lines/line-row";
import { hasUnreadWishes } from "@/lib/domain/opt-outs/has-unread-wishes";
import { enqueue } from "@/lib/jobs/enqueue";
import { getApiKey } from "@/lib/vault/get-api-key";
import type { ClearedSend, SendOrder } from "./cleared-send";
import { closeSend } from "./close-send";
import { findCallbackPath } from "./find-callback-path";
import { type LockedSend, lockSend, type SendRow } from "./lock-send";
import { reconcileSendJob } from "./reconcile-send.job";
import { mintSendReference } from "./send-reference";

/** What nobody could send in time (the workers were down) is not sent out of the blue. */
const MAX_LATENESS_MS = 60 * 60_000;

/** Longer than any answer is waited for: who still stands at `sending` after this has died. */
export const SEND_PATIENCE_MS = 60_000;

const TRIGGER = "messages.send";

/**
 * `settled`: nothing is left to do here, since it was sent, blocked, cancelled or is being looked up. `later`: what clients
 * have written before is not read yet.
 */
export type BegunSend = { kind: "send"; order: ClearedSend } | { kind: "settled" } | { kind: "later" };

/**
 * The only way to a send. Under the person's lock and the row's it asks the gate for this moment and marks the send
 * `sending`; the caller commits that before the request leaves. Whoever finds `sending` does not know whether the provider
 * has the message, and looks it up: no path sends twice (AVL-02, CMP-01). After the last attempt of the work nobody comes to
 * find it, so that the look-up is queued along with it.
 */
export async function beginSend(
  tx: TenantTx,
  input: { messageId: string; isLastAttempt?: boolean; mayBeLater?: boolean; now: Date },
): Promise<BegunSend> {
  if (input.mayBeLater && (await hasUnreadWishes(tx))) return { kind: "later" };
  const locked = await lockSend(tx, input.messageId);
  if (locked?.send.state === "sending") {
    await lookUpLater(tx, locked.send, input.now);
    return { kind: "settled" };
  }
  if (locked?.send.state !== "waiting") return { kind: "settled" };
  const { send } = locked;
  const close = async (state: "refused" | "blocked" | "cancelled", failureCode: string, sendDecisionId?: string) => {
    const decision = sendDecisionId === undefined ? {} : { sendDecisionId };
    await closeSend(tx, {
      messageId: send.messageId,
      state,
      failureCode,
      trigger: TRIGGER,
      now: input.now,
      ...decision,
    });
    return { kind: "settled" as const };
  };
  if (input.now.getTime() - realTimeOf(send.scheduledFor).getTime() > MAX_LATENESS_MS)
    return close("refused", "too_late");
  if (send.broadcastId !== null && (await isBroadcastStopped(tx, send.broadcastId)))
    return close("cancelled", "stopped");
  const line = await findLine(tx, send.lineId);
  if (line === null || line.removedAt !== null || line.state === "disconnected")
    return close("refused", "line_disconnected");
  const key = await getApiKey(tx, keyServiceOf(line));
  if (key === null) return close("refused", "not_connected");
  const prepared = await prepareOrder(tx, locked, line);
  const decision = await decide(tx, locked, input.now);
  if (decision.verdict === "blocked") return close("blocked", "gate_blocked", decision.id);
  await tx
    .update(messageSends)
    .set({
      state: "sending",
      attemptedAt: input.now,
      callbackHash: prepared.hash,
      sendDecisionId: decision.id,
      updatedAt: input.now,
    })
    .where(eq(messageSends.messageId, send.messageId));
  // A webhook may tell of the message before its answer is kept, and is recognised by its words and this time.
  await tx.update(messages).set({ sentAt: input.now, updatedAt: input.now }).where(eq(messages.id, send.messageId));
  if (input.isLastAttempt) await lookUpLater(tx, { ...send, attemptedAt: input.now }, input.now);
  return { kind: "send", order: clear(prepared.order, key) };
}

// The only place that mints a ClearedSend: the gate has just let this order through, in the transaction that marks it.
function clear(order: SendOrder, key: string): ClearedSend {
  return { ...order, key } as ClearedSend;
}

async function decide(tx: TenantTx, { send, message }: LockedSend, now: Date) {
  return decideForContact(tx, {
    contactId: message.contactId,
    e164: message.clientAddress,
    kind: message.channel,
    origin: send.origin,
    purpose: send.purpose as ContactPurpose,
    moment: "send",
    now: contactNow(now),
    messageId: message.id,
    lineId: send.lineId,
    userId: send.createdByUserId,
    ...(send.optoutEventId === null ? {} : { optoutEventId: send.optoutEventId }),
  });
}

async function prepareOrder(
  tx: TenantTx,
  { message }: LockedSend,
  line: LineRow,
): Promise<{ order: SendOrder; hash: Buffer }> {
  const { reference, hash } = mintSendReference();
  const path = line.provider === "twilio" ? await findCallbackPath(tx, line.provider) : null;
  const externalContactId = await findContactAtProvider(tx, {
    provider: line.provider,
    account: line.account ?? "",
    contactId: message.contactId,
    address: message.clientAddress,
  });
  return {
    hash,
    order: {
      messageId: message.id,
      provider: line.provider,
      channel: message.channel,
      to: message.clientAddress,
      from: line.address,
      account: line.account,
      settings: line.settings,
      externalContactId,
      body: message.body,
      statusCallbackUrl: path === null ? null : `${new URL(path, getEnv().APP_URL).href}?s=${reference}`,
      reference,
    },
  };
}

async function lookUpLater(tx: TenantTx, send: SendRow, now: Date): Promise<void> {
  const { messageId } = send;
  const patientUntil = new Date((send.attemptedAt ?? now).getTime() + SEND_PATIENCE_MS);
  if (patientUntil <= now) {
    await tx
      .update(messageSends)
      .set({ state: "unknown", updatedAt: now })
      .where(eq(messageSends.messageId, messageId));
  }
  const at = patientUntil <= now ? now : patientUntil;
  await enqueue(tx, reconcileSendJob, { messageId, round: 0 }, { at, singletonKey: messageId });
}
