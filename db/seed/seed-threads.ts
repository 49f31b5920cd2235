import "server-only";
import { randomUUID } from "node:crypto";
import { conversationEvents } from "../schema/conversation-events";
import { conversationNotes } from "../schema/conversation-notes";
import { conversations } from "../schema/conversations";
import { messageMappings } from "../schema/message-mappings";
import { messages } from "../schema/messages";
import type { TenantTx } from "../tenant";
import type { DemoMessage, DemoThread } from "./demo-threads";
import type { SeededContact } from "./seed-contacts";

type Seed = {
  threads: readonly DemoThread[];
  contacts: readonly SeededContact[];
  /** The firm's own number. */
  line: string;
  /** Who wrote for the firm. */
  userId: string;
  now: Date;
};

const SNOOZED_DAYS = 2;

/** Conversations as the webhooks would have left them, each with its newest message, its wait and what staff did. */
export async function seedThreads(tx: TenantTx, { threads, ...seed }: Seed): Promise<void> {
  for (const [index, thread] of threads.entries()) await seedThread(tx, { ...seed, thread, index });
}

type ThreadSeed = Omit<Seed, "threads"> & { thread: DemoThread; index: number };

async function seedThread(tx: TenantTx, seed: ThreadSeed): Promise<void> {
  const { thread, userId, now } = seed;
  const person = personOf(seed);
  if (!person) return;
  const conversationId = randomUUID();
  const ids = thread.messages.map(() => randomUUID());
  const at = ({ minutesAgo }: DemoMessage) => new Date(now.getTime() - minutesAgo * 60_000);
  const last = (from: DemoMessage["from"], isAnswer = false) =>
    thread.messages.findLast((each) => each.from === from && !(isAnswer && each.state === "undelivered"));
  const [inbound, outbound, newest] = [last("client"), last("firm", true), thread.messages.at(-1)];
  if (!newest) return;
  const asked = thread.messages.find(
    (each) => each.from === "client" && (outbound === undefined || each.minutesAgo < outbound.minutesAgo),
  );
  await tx.insert(conversations).values({
    id: conversationId,
    ...person,
    status: thread.status,
    snoozedUntil: thread.status === "snoozed" ? new Date(now.getTime() + SNOOZED_DAYS * 86_400_000) : null,
    assignedUserId: thread.isAssigned ? userId : null,
    tags: thread.tags ?? [],
    lastMessageId: ids.at(-1) ?? null,
    lastMessageAt: at(newest),
    lastInboundAt: inbound ? at(inbound) : null,
    lastOutboundAt: outbound ? at(outbound) : null,
    waitingSince: asked ? at(asked) : null,
    revision: thread.messages.length,
    createdAt: at(thread.messages[0] ?? newest),
  });
  await seedMessages(tx, seed, { conversationId, ids, person, at });
  await seedWork(tx, { conversationId, thread, userId, at: at(newest) });
}

function personOf({ thread, contacts }: ThreadSeed) {
  if (typeof thread.client !== "number") {
    return { contactId: null, clientAddress: thread.client.number, senderName: thread.client.name };
  }
  const contact = contacts[thread.client];
  return contact ? { contactId: contact.id, clientAddress: contact.e164, senderName: null } : null;
}

type Placed = {
  conversationId: string;
  ids: string[];
  person: NonNullable<ReturnType<typeof personOf>>;
  at: (message: DemoMessage) => Date;
};

async function seedMessages(
  tx: TenantTx,
  seed: ThreadSeed,
  { conversationId, ids, person, at }: Placed,
): Promise<void> {
  const { thread, index, line, userId } = seed;
  for (const [place, message] of thread.messages.entries()) {
    const id = ids[place] ?? randomUUID();
    const isInbound = message.from === "client";
    const hasFailed = message.state === "undelivered";
    const state = isInbound ? "received" : (message.state ?? "delivered");
    await tx.insert(messages).values({
      ...{ id, conversationId, ...person, channel: thread.channel, line, body: message.text, state },
      stateRank: { received: 7, read: 6, delivered: 5, undelivered: 4 }[state],
      direction: isInbound ? "inbound" : "outbound",
      senderName: isInbound ? person.senderName : null,
      authorUserId: isInbound ? null : userId,
      failureCode: hasFailed ? "30003" : null,
      failureReason: hasFailed ? "Unreachable destination handset" : null,
      sentAt: at(message),
      receivedAt: new Date(at(message).getTime() + 1_000),
    });
    const provider = thread.channel === "sms" ? "twilio" : "evolution";
    const providerMessageId = `demo-${index}-${place}`;
    await tx.insert(messageMappings).values({ provider, account: "demo", providerMessageId, messageId: id });
  }
}

type Work = { conversationId: string; thread: DemoThread; userId: string; at: Date };

async function seedWork(tx: TenantTx, { conversationId, thread, userId, at }: Work): Promise<void> {
  const after = (seconds: number) => new Date(at.getTime() + seconds * 1_000);
  const event = { conversationId, actorUserId: userId };
  if (thread.isAssigned) {
    await tx
      .insert(conversationEvents)
      .values({ ...event, kind: "assigned", detail: { userId }, createdAt: after(30) });
  }
  if (thread.status === "resolved") {
    await tx.insert(conversationEvents).values({ ...event, kind: "resolved", createdAt: after(60) });
  }
  if (thread.note) {
    const note = { conversationId, authorUserId: userId, body: thread.note };
    await tx.insert(conversationNotes).values({ ...note, createdAt: after(90) });
  }
}
