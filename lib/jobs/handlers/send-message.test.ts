import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { consents } from "@/db/schema/consents";
import { creditAccounts } from "@/db/schema/credit-accounts";
import { creditHolds } from "@/db/schema/credit-holds";
import { lines } from "@/db/schema/lines";
import { messageMappings } from "@/db/schema/message-mappings";
import { messages } from "@/db/schema/messages";
import { optoutRegistry } from "@/db/schema/optout-registry";
import { inTenant } from "@/db/tenant";
import { recordMessageState } from "@/lib/domain/messages/record-message-state";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { cancelSend } from "@/lib/domain/sends/cancel-send";
import { matchSend } from "@/lib/domain/sends/match-send";
import { CALLING_TIME } from "@/tests/support/calling-firm";
import { createSendingFirm, type SendingFirm } from "@/tests/support/sending-firm";
import { createTestDatabase, databaseKinds, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { startTextProvider, type TextProvider } from "@/tests/support/text-provider";
import { reconcileSend } from "./reconcile-send";
import { sendMessage } from "./send-message";

const kinds = await databaseKinds();

// One for both: the settings are read once.
let provider: TextProvider;
beforeAll(async () => {
  provider = await startTextProvider();
  vi.stubEnv("TWILIO_BASE_URL", provider.baseUrl);
});
afterAll(() => provider.close());

describe.each(kinds)("sending on %s", (kind) => {
  let database: TestDatabase;
  let count = kind === "pg" ? 500 : 0;
  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: CALLING_TIME });
    database = await createTestDatabase(kind);
  });
  afterAll(async () => {
    vi.useRealTimers();
    await database.drop();
  });

  const firmOf = (options: { credits?: number } = {}): Promise<SendingFirm> => {
    count += 1;
    return createSendingFirm({ orgId: `org_send_${kind}_${count}`, e164: `+1602555${1000 + count}`, ...options });
  };
  const run = (job: typeof sendMessage | typeof reconcileSend, firm: SendingFirm, payload: object, retryCount = 0) =>
    job.run({
      id: randomUUID(),
      data: { tenantId: firm.principal.tenantId, payload },
      retryCount,
      retryLimit: 8,
      signal: new AbortController().signal,
    });
  const send = (firm: SendingFirm, messageId: string, retryCount = 0) =>
    run(sendMessage, firm, { messageId }, retryCount);
  const lookUp = (firm: SendingFirm, messageId: string, round = 0) => run(reconcileSend, firm, { messageId, round });
  const accountOf = async (firm: SendingFirm) => {
    const [account] = await inTenant(firm.principal, (tx) =>
      tx.select({ balance: creditAccounts.balance, held: creditAccounts.held }).from(creditAccounts),
    );
    return account;
  };
  const takenOf = (firm: SendingFirm) => provider.taken.filter(({ to }) => to === firm.e164);

  test("AVL-01 a message is held for when it is taken, and paid for when it was delivered", async () => {
    const firm = await firmOf({ credits: 10 });
    const messageId = await firm.accept({ body: "á".repeat(71) });
    expect(await accountOf(firm)).toEqual({ balance: 8, held: 2 });
    await send(firm, messageId);
    const [taken] = takenOf(firm);
    expect(taken).toMatchObject({ to: firm.e164, from: "+16025550100", body: "á".repeat(71) });
    expect(await firm.sendOf(messageId)).toMatchObject({ send: { state: "accepted" }, message: { state: "queued" } });
    expect(await accountOf(firm)).toEqual({ balance: 8, held: 2 });
    const key = { provider: "twilio", account: "", providerMessageId: taken?.sid ?? "" };
    const told = (state: "sent" | "delivered") =>
      inTenant(firm.principal, (tx) => recordMessageState(tx, { ...key, eventId: null, state, at: new Date() }));
    await told("sent");
    expect(await accountOf(firm)).toEqual({ balance: 8, held: 2 });
    await told("delivered");
    await told("delivered");
    expect(await accountOf(firm)).toEqual({ balance: 8, held: 0 });
    expect(await firm.sendOf(messageId)).toMatchObject({ message: { state: "delivered" } });
  });

  test("AVL-01 a message that the provider reports as undelivered gives its credits back, with the reason", async () => {
    const firm = await firmOf({ credits: 10 });
    const messageId = await firm.accept();
    await send(firm, messageId);
    const key = { provider: "twilio", account: "", providerMessageId: takenOf(firm)[0]?.sid ?? "" };
    await inTenant(firm.principal, (tx) =>
      recordMessageState(tx, {
        ...key,
        eventId: null,
        state: "undelivered",
        failureCode: "30007",
        failureReason: "Carrier violation",
        at: new Date(),
      }),
    );
    expect(await accountOf(firm)).toEqual({ balance: 10, held: 0 });
    expect(await firm.sendOf(messageId)).toMatchObject({
      message: { state: "undelivered", failureCode: "30007", failureReason: "Carrier violation" },
    });
  });

  test("AVL-02 the same key gives the same message, and another person's key is refused", async () => {
    const firm = await firmOf();
    const idempotencyKey = randomUUID();
    const first = await firm.accept({ idempotencyKey });
    expect(await firm.accept({ idempotencyKey, body: "Something else" })).toBe(first);
    await expect(firm.reserve({ idempotencyKey, userId: "user_other" })).rejects.toMatchObject({ code: "conflict" });
    expect((await firm.sendOf(first)).message.body).not.toBe("Something else");
    // Where the first try went may have been merged into another conversation since.
    expect(await firm.accept({ idempotencyKey, to: { conversationId: randomUUID() } })).toBe(first);
    await expect(firm.accept({ to: { conversationId: randomUUID() } })).rejects.toMatchObject({ code: "not_found" });
    const presses = await Promise.all(Array.from({ length: 8 }, () => firm.accept({ idempotencyKey })));
    expect(new Set(presses)).toEqual(new Set([first]));
  });

  test("AVL-02 twenty workers that hold the same message hand it over once", async () => {
    const firm = await firmOf();
    const messageId = await firm.accept();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => send(firm, messageId)));
    expect(outcomes).toEqual(outcomes.map(() => ({ status: "completed" })));
    expect(takenOf(firm)).toHaveLength(1);
  });

  test("AVL-02 a lost answer is looked up, found, and never repeated", async () => {
    const firm = await firmOf();
    const messageId = await firm.accept();
    provider.behave(firm.e164, { kind: "lose_answer" });
    await send(firm, messageId);
    expect(await firm.sendOf(messageId)).toMatchObject({ send: { state: "unknown" } });
    await send(firm, messageId, 1);
    expect(takenOf(firm)).toHaveLength(1);
    await lookUp(firm, messageId);
    const { send: kept } = await firm.sendOf(messageId);
    expect(kept.state).toBe("accepted");
    const mapped = await inTenant(firm.principal, (tx) => tx.select().from(messageMappings));
    expect(mapped.map(({ providerMessageId }) => providerMessageId)).toEqual([takenOf(firm)[0]?.sid]);
  });

  test("AVL-02 of two messages with the same words the lost one is not taken for the other", async () => {
    const firm = await firmOf();
    const [kept, lost] = [await firm.accept(), await firm.accept()];
    await send(firm, kept);
    provider.behave(firm.e164, { kind: "break" });
    await send(firm, lost);
    expect((await firm.sendOf(lost)).send.state).toBe("unknown");
    for (let round = 0; round < 5; round += 1) await lookUp(firm, lost, round);
    expect(await firm.sendOf(lost)).toMatchObject({
      send: { state: "refused", failureCode: "not_sent" },
      message: { state: "failed" },
    });
    expect((await firm.sendOf(kept)).send.state).toBe("accepted");
    expect(takenOf(firm)).toHaveLength(1);
  });

  test("AVL-02 whoever finds a message that a dead worker was sending looks it up", async () => {
    const firm = await firmOf();
    const messageId = await firm.accept();
    const letGo = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    provider.behave(firm.e164, { kind: "wait", until: letGo.promise, reached: () => reached.resolve() });
    const first = send(firm, messageId);
    await reached.promise;
    await send(firm, messageId);
    expect((await firm.sendOf(messageId)).send.state).toBe("sending");
    letGo.resolve();
    await first;
    expect((await firm.sendOf(messageId)).send.state).toBe("accepted");
    expect(takenOf(firm)).toHaveLength(1);
  });

  test("too many requests are tried again, and given up with the credits", async () => {
    const firm = await firmOf({ credits: 5 });
    const messageId = await firm.accept();
    const tooMany = { kind: "refuse", status: 429, code: 20429 } as const;
    provider.behave(firm.e164, tooMany);
    expect(await send(firm, messageId)).toMatchObject({ status: "failed" });
    expect((await firm.sendOf(messageId)).send.state).toBe("waiting");
    provider.behave(firm.e164, tooMany);
    await send(firm, messageId, 8);
    expect(await firm.sendOf(messageId)).toMatchObject({ send: { state: "refused", failureCode: "rate_limited" } });
    expect(await accountOf(firm)).toEqual({ balance: 5, held: 0 });
  });

  test("a refusal names the provider's code, and its credits go back", async () => {
    const firm = await firmOf({ credits: 5 });
    const messageId = await firm.accept();
    provider.behave(firm.e164, { kind: "refuse", status: 400, code: 21614 });
    await send(firm, messageId);
    expect(await firm.sendOf(messageId)).toMatchObject({
      send: { state: "refused", failureCode: "not_mobile" },
      message: { state: "failed", failureCode: "21614" },
    });
    expect(await accountOf(firm)).toEqual({ balance: 5, held: 0 });
  });

  test("CMP-01 what the carrier knows as a stop is one here, for everything that waits", async () => {
    const firm = await firmOf();
    const [first, second] = [await firm.accept(), await firm.accept()];
    provider.behave(firm.e164, { kind: "refuse", status: 400, code: 21610 });
    await send(firm, first);
    const registry = await inTenant(firm.principal, (tx) => tx.select().from(optoutRegistry));
    expect(registry).toMatchObject([{ e164: firm.e164, channel: "sms", state: "opted_out" }]);
    expect(await firm.sendOf(second)).toMatchObject({ send: { state: "cancelled", failureCode: "opted_out" } });
    expect(await firm.reserve()).toMatchObject({ kind: "blocked" });
  });

  test("CMP-01 a stop takes back what waits, and blocks what was reserved before it", async () => {
    const firm = await firmOf({ credits: 20 });
    const later = new Date(CALLING_TIME.getTime() + 3_600_000);
    const waiting = await firm.accept({ scheduledFor: later });
    await inTenant(firm.principal, (tx) =>
      recordOptOut(tx, {
        e164: firm.e164,
        channel: "sms",
        kind: "stop",
        source: "sms",
        occurredAt: new Date(),
        words: "STOP",
      }),
    );
    expect(await firm.sendOf(waiting)).toMatchObject({ send: { state: "cancelled" }, message: { state: "failed" } });
    await send(firm, waiting);
    expect(takenOf(firm)).toEqual([]);
    expect(await accountOf(firm)).toEqual({ balance: 20, held: 0 });
  });

  test("a planned message can be taken back until its time", async () => {
    const firm = await firmOf();
    const scheduledFor = new Date(CALLING_TIME.getTime() + 2 * 3_600_000);
    const messageId = await firm.accept({ scheduledFor });
    expect((await firm.sendOf(messageId)).send).toMatchObject({ isScheduled: true, scheduledFor });
    const cancel = () =>
      inTenant(firm.principal, (tx) => cancelSend(tx, { messageId, reason: "person", now: new Date() }));
    expect(await cancel()).toBe(true);
    expect(await cancel()).toBe(false);
    await send(firm, messageId);
    expect(takenOf(firm)).toEqual([]);
  });

  test("CMP-05 a planned message is queued for its time, and judged again when it comes", async () => {
    const firm = await firmOf({ credits: 10 });
    const scheduledFor = new Date(CALLING_TIME.getTime() + 2 * 3_600_000);
    const [goes, held] = [await firm.accept({ scheduledFor }), await firm.accept({ scheduledFor })];
    const { rows } = await database.asOwner(
      "select start_after from pgboss.job where name = 'messages.send' and data->'payload'->>'messageId' in ($1, $2)",
      [goes, held],
    );
    expect(rows).toEqual([{ start_after: scheduledFor }, { start_after: scheduledFor }]);
    vi.setSystemTime(scheduledFor);
    await send(firm, goes);
    await inTenant(firm.principal, (tx) =>
      tx.update(consents).set({ revokedAt: scheduledFor }).where(eq(consents.channel, "sms")),
    );
    await send(firm, held);
    vi.setSystemTime(CALLING_TIME);
    expect(takenOf(firm)).toHaveLength(1);
    const [sent, blocked] = [await firm.sendOf(goes), await firm.sendOf(held)];
    expect(sent.send.state).toBe("accepted");
    expect(blocked.send).toMatchObject({ state: "blocked", failureCode: "gate_blocked" });
    for (const { send: kept } of [sent, blocked]) {
      expect(kept.sendDecisionId).not.toBeNull();
      expect(kept.sendDecisionId).not.toBe(kept.reserveDecisionId);
    }
    expect(await accountOf(firm)).toEqual({ balance: 9, held: 1 });
  });

  test("what nobody could send for an hour is not sent out of the blue", async () => {
    const firm = await firmOf();
    const messageId = await firm.accept();
    vi.setSystemTime(CALLING_TIME.getTime() + 61 * 60_000);
    await send(firm, messageId);
    vi.setSystemTime(CALLING_TIME);
    expect(await firm.sendOf(messageId)).toMatchObject({ send: { state: "refused", failureCode: "too_late" } });
    expect(takenOf(firm)).toEqual([]);
  });

  test("a line that was cut off or has no key refuses what waits for it", async () => {
    const firm = await firmOf();
    const messageId = await firm.accept();
    await inTenant(firm.principal, (tx) => tx.update(lines).set({ state: "disconnected" }));
    await send(firm, messageId);
    expect(await firm.sendOf(messageId)).toMatchObject({
      send: { state: "refused", failureCode: "line_disconnected" },
    });
    expect(await firm.reserve()).toEqual({ kind: "no_line" });
  });

  test("a status that comes before the answer belongs to the message", async () => {
    const firm = await firmOf({ credits: 5 });
    const messageId = await firm.accept();
    const letGo = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    provider.behave(firm.e164, { kind: "wait", until: letGo.promise, reached: () => reached.resolve() });
    const sending = send(firm, messageId);
    await reached.promise;
    const key = { provider: "twilio", account: "", providerMessageId: takenOf(firm)[0]?.sid ?? "" };
    await inTenant(firm.principal, (tx) =>
      recordMessageState(tx, {
        ...key,
        eventId: null,
        state: "delivered",
        at: new Date(),
        client: { kind: "phone", e164: firm.e164 },
        line: "+16025550100",
      }),
    );
    letGo.resolve();
    await sending;
    expect(await firm.sendOf(messageId)).toMatchObject({
      send: { state: "accepted" },
      message: { state: "delivered" },
    });
    const kept = await inTenant(firm.principal, (tx) => tx.select({ id: messages.id }).from(messages));
    expect(kept).toEqual([{ id: messageId }]);
    expect(await accountOf(firm)).toEqual({ balance: 4, held: 0 });
  });

  test("TEN-05 another firm sees, sends, takes back and matches nothing of it", async () => {
    const firm = await firmOf();
    const messageId = await firm.accept();
    const other = await firmOf();
    await send(other, messageId);
    expect((await firm.sendOf(messageId)).send.state).toBe("waiting");
    await expect(
      inTenant(other.principal, (tx) => cancelSend(tx, { messageId, reason: "person", now: new Date() })),
    ).rejects.toMatchObject({ code: "not_found" });
    const { message } = await firm.sendOf(messageId);
    await expect(other.reserve({ to: { conversationId: message.conversationId } })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(other.reserve({ to: { contactId: firm.contactId, e164: firm.e164 } })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await other.reserve({ lineId: firm.lineId })).toEqual({ kind: "no_line" });
    expect(await inTenant(testPrincipal("org_nobody"), (tx) => matchSend(tx, { reference: "x" }))).toBeNull();
    const holds = await inTenant(other.principal, (tx) =>
      tx.select().from(creditHolds).where(eq(creditHolds.subjectId, messageId)),
    );
    expect(holds).toEqual([]);
  });
});
