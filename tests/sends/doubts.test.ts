import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { conversations } from "@/db/schema/conversations";
import { lines } from "@/db/schema/lines";
import { messages } from "@/db/schema/messages";
import { inTenant } from "@/db/tenant";
import { lockContactNumber } from "@/lib/domain/contact-gate/lock-person";
import { linkConversation } from "@/lib/domain/contacts/link-conversation";
import { recordLineState } from "@/lib/domain/lines/record-line-state";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { beginSend } from "@/lib/domain/sends/begin-send";
import { lockSend } from "@/lib/domain/sends/lock-send";
import { settleSendLookUp } from "@/lib/domain/sends/reconcile-send";
import { settleSend } from "@/lib/domain/sends/settle-send";
import { watchQueued } from "@/lib/jobs/enqueue";
import { CALLING_TIME } from "@/tests/support/calling-firm";
import { createSendingFirm, type SendingFirm } from "@/tests/support/sending-firm";
import { createTestDatabase, postgresAnswers, type TestDatabase } from "@/tests/support/test-database";

const isPostgres = await postgresAnswers();
const LID = "204876543210987@lid";

describe("what is in doubt about a send", () => {
  let database: TestDatabase;
  let count = 0;
  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: CALLING_TIME });
    database = await createTestDatabase(isPostgres ? "pg" : "pglite");
  });
  afterAll(async () => {
    vi.useRealTimers();
    await database.drop();
  });

  const firmOf = (): Promise<SendingFirm> => {
    count += 1;
    return createSendingFirm({ orgId: `org_doubt_${count}`, e164: `+1602555${3000 + count}` });
  };
  /** Somebody whom WhatsApp hides wrote to the firm, and staff said who it is. */
  const linkHidden = (firm: SendingFirm) =>
    inTenant(firm.principal, async (tx) => {
      const conversationId = randomUUID();
      const at = new Date(CALLING_TIME.getTime() - 3_600_000);
      await tx.insert(conversations).values({ id: conversationId, clientAddress: LID, lastMessageAt: at });
      await tx.insert(messages).values({
        ...{ conversationId, clientAddress: LID, channel: "whatsapp", direction: "inbound", body: "Hi" },
        ...{ state: "received", stateRank: 7, sentAt: at, receivedAt: at },
      });
      await linkConversation(tx, { conversationId, contactId: firm.contactId });
    });
  const stop = (firm: SendingFirm, e164: string, channel: "all" | "whatsapp") =>
    inTenant(firm.principal, (tx) =>
      recordOptOut(tx, { e164, channel, kind: "stop", source: "staff", occurredAt: new Date(), words: "STOP" }),
    );

  test("CMP-01 CMP-04 a stop under the id that hides a contact's number stops what is automated to the number", async () => {
    const firm = await firmOf();
    await linkHidden(firm);
    const automated = { origin: "broadcast", purpose: "broadcast_information" } as const;
    const messageId = await firm.accept(automated);
    await stop(firm, LID, "whatsapp");
    expect(await firm.reserve(automated)).toMatchObject({ kind: "blocked" });
    const begun = await inTenant(firm.principal, (tx) => beginSend(tx, { messageId, now: new Date() }));
    expect(begun).toEqual({ kind: "settled" });
    expect((await firm.sendOf(messageId)).send.state).toBe("blocked");
  });

  test("CMP-01 a stop of the number for every channel reaches the contact's hidden id", async () => {
    const firm = await firmOf();
    await linkHidden(firm);
    await inTenant(firm.principal, (tx) =>
      tx.insert(lines).values({
        ...{ provider: "evolution", channel: "whatsapp", address: "dl-1", label: "WhatsApp", state: "connected" },
        settings: { whatsapp: "baileys" },
      }),
    );
    const [thread] = await inTenant(firm.principal, (tx) =>
      tx.select({ conversationId: messages.conversationId }).from(messages).where(eq(messages.clientAddress, LID)),
    );
    const answer = { to: { conversationId: thread?.conversationId ?? "" }, channel: "whatsapp" } as const;
    expect(await firm.reserve(answer)).toMatchObject({ kind: "accepted" });
    await stop(firm, firm.e164, "all");
    expect(await firm.reserve(answer)).toMatchObject({ kind: "blocked" });
  });

  test("AVL-02 a look-up that cannot tell does not undo an answer that was kept meanwhile", async () => {
    const firm = await firmOf();
    const messageId = await firm.accept();
    const now = new Date();
    await inTenant(firm.principal, (tx) => beginSend(tx, { messageId, now }));
    const answer = { kind: "accepted", providerMessageId: null, account: "", state: "queued" } as const;
    await inTenant(firm.principal, (tx) => settleSend(tx, { messageId, answer, isLastAttempt: false, now }));
    await inTenant(firm.principal, (tx) =>
      settleSendLookUp(tx, { messageId, round: 0, attemptedAt: now, answer: { kind: "cannot_tell" }, now }),
    );
    expect((await firm.sendOf(messageId)).send.state).toBe("accepted");
  });

  test("AVL-02 the last attempt leaves a look-up behind, since nobody comes after a worker that dies in it", async () => {
    const firm = await firmOf();
    const messageId = await firm.accept();
    const queued = await inTenant(firm.principal, async (tx) => {
      const seen = watchQueued(tx);
      await beginSend(tx, { messageId, isLastAttempt: true, now: new Date() });
      return seen;
    });
    expect(queued.map(({ name }) => name)).toContain("messages.reconcile");
  });

  test("CMP-01 a message whose hidden id becomes a number while it waits holds the number before its own row", async ({
    skip,
  }) => {
    if (!isPostgres) skip();
    const firm = await firmOf();
    const messageId = await firm.accept();
    const move = (tx: Parameters<Parameters<typeof inTenant>[1]>[0], clientAddress: string) =>
      tx.update(messages).set({ clientAddress }).where(eq(messages.id, messageId));
    await inTenant(firm.principal, (tx) => move(tx, LID));
    const [moved, tried, free] = [0, 0, 0].map(() => Promise.withResolvers<void>());
    if (!moved || !tried || !free) throw new Error("three of them");
    const placing = inTenant(firm.principal, async (tx) => {
      await lockContactNumber(tx, LID);
      moved.resolve();
      await tried.promise;
      await move(tx, firm.e164);
    });
    const stopping = inTenant(firm.principal, async (tx) => {
      await lockContactNumber(tx, firm.e164);
      await free.promise;
      // Whoever holds the number's place finds its rows free.
      await tx.execute(sql`select 1 from message_sends where message_id = ${messageId} for update nowait`);
    });
    await moved.promise;
    const locking = inTenant(firm.principal, async (tx) => {
      const locked = await lockSend(tx, messageId);
      await stopping;
      return locked;
    });
    await pause();
    tried.resolve();
    await placing;
    await pause();
    free.resolve();
    await stopping;
    expect((await locking)?.message.clientAddress).toBe(firm.e164);
  });

  test("a line whose state is being written does not make a send wait crosswise for it", async ({ skip }) => {
    if (!isPostgres) skip();
    const firm = await firmOf();
    const told = { lineId: firm.lineId, state: "failing", reason: "bad_key", at: new Date() } as const;
    const [held, waiting] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const sending = inTenant(firm.principal, async (tx) => {
      await tx.execute(sql`select docketline.hold_chain()`);
      held.resolve();
      await waiting.promise;
      // What the foreign key of a send asks for.
      await tx.execute(sql`select 1 from lines where id = ${firm.lineId} for key share nowait`);
    });
    await held.promise;
    const writing = inTenant(firm.principal, (tx) => recordLineState(tx, told));
    await pause();
    waiting.resolve();
    await sending;
    expect(await writing).toBe(true);
  });
});

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 250));
}
