import { randomUUID } from "node:crypto";
import type { LINE_PROVIDERS } from "@/db/schema/lines";
import { lines } from "@/db/schema/lines";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { placeConversation } from "@/lib/domain/conversations/place-conversation";
import { lockMessages } from "@/lib/domain/messages/lock-messages";
import { stateRankOf } from "@/lib/domain/messages/message-standing";
import { mintSendReference } from "@/lib/domain/sends/send-reference";

type Sent = {
  provider: (typeof LINE_PROVIDERS)[number];
  to?: string;
  from?: string;
  body?: string;
  channel?: (typeof messages.$inferInsert)["channel"];
  state?: (typeof messageSends.$inferInsert)["state"];
  failureCode?: string;
  sentAt?: Date;
};

/** A message of ours that stands where a worker left it, with its intent and line; for tests of what is told of it. */
export async function insertSend(tx: TenantTx, sent: Sent): Promise<{ messageId: string; reference: string }> {
  const { provider, to = "+16025550142", from = "+16025550100", body = "Hello", state = "sending" } = sent;
  const { channel = "sms", failureCode = null, sentAt = new Date() } = sent;
  const { reference, hash } = mintSendReference();
  await lockMessages(tx, [
    { provider, account: "", providerMessageId: reference, client: { kind: "phone", e164: to } },
  ]);
  const line = { provider, channel, address: from, label: "Main", state: "connected" } as const;
  const lineId = randomUUID();
  await tx.insert(lines).values({ id: lineId, ...line, address: `${from}#${lineId.slice(0, 8)}` });
  const conversationId = await placeConversation(tx, { contactId: null, clientAddress: to, at: sentAt });
  const messageId = randomUUID();
  await tx.insert(messages).values({
    id: messageId,
    channel,
    direction: "outbound",
    conversationId,
    clientAddress: to,
    line: from,
    body,
    state: "queued",
    stateRank: stateRankOf("queued"),
    sentAt,
    receivedAt: sentAt,
  });
  await tx.insert(messageSends).values({
    messageId,
    lineId,
    origin: "person",
    purpose: "general",
    state,
    idempotencyKey: randomUUID(),
    scheduledFor: sentAt,
    attemptedAt: sentAt,
    callbackHash: hash,
    failureCode,
    segments: 1,
  });
  return { messageId, reference };
}
