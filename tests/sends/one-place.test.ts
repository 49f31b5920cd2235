import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { conversations } from "@/db/schema/conversations";
import { lines } from "@/db/schema/lines";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import { optoutTasks } from "@/db/schema/optout-tasks";
import { inTenant, type TenantTx } from "@/db/tenant";
import { decideForContact } from "@/lib/domain/contact-gate/decide-for-contact";
import { linkConversation } from "@/lib/domain/contacts/link-conversation";
import { lockMessages } from "@/lib/domain/messages/lock-messages";
import { placeMessages } from "@/lib/domain/messages/place-messages";
import { recordMessage } from "@/lib/domain/messages/record-message";
import { answerHelp } from "@/lib/domain/opt-outs/answer-help";
import { confirmOptOut } from "@/lib/domain/opt-outs/confirm-opt-out";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { beginSend } from "@/lib/domain/sends/begin-send";
import { CALLING_TIME } from "../support/calling-firm";
import { createSendingFirm, type SendingFirm } from "../support/sending-firm";
import { createTestDatabase, postgresAnswers, type TestDatabase, testPrincipal } from "../support/test-database";
import { told } from "../support/told-message";
import { untilWaiting } from "../support/until-waiting";

const hasPostgres = await postgresAnswers();

describe.runIf(hasPostgres)("a person's one place, whichever address is meant", () => {
  let database: TestDatabase;
  let firm: SendingFirm;
  let lid: string;
  let count = 0;
  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: CALLING_TIME });
    database = await createTestDatabase("pg");
  });
  afterAll(async () => {
    vi.useRealTimers();
    await database.drop();
  });
  beforeEach(async () => {
    count += 1;
    lid = `2048765432109${80 + count}@lid`;
    firm = await createSendingFirm({ orgId: `org_place_${count}`, e164: `+1602555${4000 + count}` });
    await asMachine((tx) =>
      tx.insert(lines).values({
        ...{ provider: "evolution", channel: "whatsapp", address: "dl-1", label: "WhatsApp", state: "connected" },
        settings: { whatsapp: "baileys" },
      }),
    );
  });

  const asMachine = <T>(work: (tx: TenantTx) => Promise<T>) =>
    inTenant(testPrincipal(`org_place_${count}`, { actor: { type: "job", name: "test", jobId: null } }), work);
  const hear = (client: { kind: "phone"; e164: string } | { kind: "whatsapp_id"; jid: string }, body: string) =>
    asMachine(async (tx) => {
      const channel = client.kind === "phone" ? "sms" : "whatsapp";
      const provider = client.kind === "phone" ? "twilio" : "evolution";
      const at = new Date(Date.now() - 60_000);
      const input = {
        client,
        channel,
        provider,
        body,
        sentAt: at,
        receivedAt: at,
        providerMessageId: randomUUID(),
      } as const;
      const { messageId } = await recordMessage(tx, told(input));
      const [row] = await tx.select().from(messages).where(eq(messages.id, messageId));
      if (!row) throw new Error("the message was not kept");
      return row;
    });
  /** Somebody whom WhatsApp hides wrote to the firm, and staff said who it is. */
  const linkHidden = async () => {
    const { conversationId } = await hear({ kind: "whatsapp_id", jid: lid }, "Hi");
    await inTenant(firm.principal, (tx) => linkConversation(tx, { conversationId, contactId: firm.contactId }));
  };
  const stop = (tx: TenantTx, e164: string) =>
    recordOptOut(tx, { e164, channel: "all", kind: "stop", source: "staff", occurredAt: new Date(), words: "STOP" });
  /** Runs `second` while `first` has done its work and not committed yet, and gives the order in which they ended. */
  const during = async <A, B>(first: (tx: TenantTx) => Promise<A>, second: () => Promise<B>) => {
    const [done, commit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const ended: string[] = [];
    const one = asMachine(async (tx) => {
      const result = await first(tx);
      done.resolve();
      await commit.promise;
      ended.push("first");
      return result;
    });
    await Promise.race([done.promise, one]);
    const other = second().finally(() => ended.push("second"));
    const settled = Promise.allSettled([one, other]);
    await untilWaiting(database).finally(() => commit.resolve());
    const [a, b] = await settled;
    if (a.status === "rejected") throw a.reason;
    return { first: a.value, second: b, ended };
  };

  const automated = { origin: "broadcast", purpose: "broadcast_information" } as const;
  const dial = (tx: TenantTx) =>
    decideForContact(tx, {
      ...{ contactId: firm.contactId, e164: firm.e164, kind: "ai_call", origin: "automation" },
      ...{ purpose: "case_information", moment: "dial", now: new Date() },
    });

  test("CMP-01 CMP-04 a STOP under a linked id waits for a send to the number that has begun, and the other way round", async () => {
    await linkHidden();
    const [begun, late] = [await firm.accept(automated), await firm.accept(automated)];
    const sent = await during(
      (tx) => beginSend(tx, { messageId: begun, now: new Date() }),
      () => asMachine((tx) => stop(tx, lid)),
    );
    expect(sent).toMatchObject({
      first: { kind: "send" },
      second: { status: "fulfilled" },
      ended: ["first", "second"],
    });
    const again = await during(
      (tx) => stop(tx, lid),
      () => asMachine((tx) => beginSend(tx, { messageId: late, now: new Date() })),
    );
    expect(again).toMatchObject({ second: { value: { kind: "settled" } }, ended: ["first", "second"] });
    expect((await firm.sendOf(late)).send.state).toBe("blocked");
  });

  test("CMP-01 CMP-04 a STOP of the number waits for a send to the linked id, a dial for a STOP under the id", async () => {
    await linkHidden();
    const [thread] = await asMachine((tx) =>
      tx.select({ id: conversations.id }).from(conversations).where(eq(conversations.contactId, firm.contactId)),
    );
    const messageId = await firm.accept({ to: { conversationId: thread?.id ?? "" }, channel: "whatsapp" });
    const sent = await during(
      (tx) => beginSend(tx, { messageId, now: new Date() }),
      () => asMachine((tx) => stop(tx, firm.e164)),
    );
    expect(sent).toMatchObject({ second: { status: "fulfilled" }, ended: ["first", "second"] });
    expect(await asMachine(dial)).toMatchObject({ verdict: "blocked" });
  });

  test("CMP-01 CMP-04 what is reserved or dialled to the number while a STOP under the id is recorded is blocked by it", async () => {
    await linkHidden();
    expect(await asMachine(dial)).toMatchObject({ verdict: "allowed" });
    const stopped = await during(
      (tx) => stop(tx, lid),
      () => Promise.all([asMachine(dial), firm.reserve(automated)]),
    );
    expect(stopped.second).toMatchObject({ value: [{ verdict: "blocked" }, { kind: "blocked" }] });
  });

  test("a contact's places are taken in one order, whoever comes with which address", async () => {
    await linkHidden();
    const hidden = { kind: "whatsapp_id", jid: lid } as const;
    const key = (id: string) => ({ provider: "evolution", account: "", providerMessageId: id });
    const works: ((tx: TenantTx) => Promise<unknown>)[] = [
      (tx) => stop(tx, lid),
      (tx) => stop(tx, firm.e164),
      dial,
      (tx) =>
        lockMessages(tx, [
          { ...key("a"), client: { kind: "phone", e164: firm.e164 } },
          { ...key("b"), client: hidden },
        ]),
      (tx) =>
        lockMessages(tx, [
          { ...key("b"), client: hidden },
          { ...key("a"), client: { kind: "phone", e164: firm.e164 } },
        ]),
    ];
    const all = Array.from({ length: 4 }, () => works.map((work) => asMachine(work))).flat();
    const results = await Promise.allSettled(all);
    expect(results.filter(({ status }) => status === "rejected")).toEqual([]);
  });

  test("a stranger who becomes a contact while a send waits is written to as that contact, in that conversation", async () => {
    const stranger = `+1602556${4000 + count}`;
    const { conversationId } = await hear({ kind: "phone", e164: stranger }, "Hello?");
    const { second } = await during(
      (tx) => linkConversation(tx, { conversationId, contactId: firm.contactId }),
      () => firm.reserve({ to: { conversationId } }),
    );
    if (second.status === "rejected" || second.value.kind !== "accepted") throw new Error("it was not taken");
    const { message } = await firm.sendOf(second.value.messageId);
    expect(message).toMatchObject({ contactId: firm.contactId, conversationId, clientAddress: stranger });
    expect(await asMachine((tx) => tx.select().from(conversations))).toHaveLength(1);
  });

  test("a conversation that gives way to the contact's while a send waits takes no message any more", async () => {
    const stranger = `+1602556${4000 + count}`;
    await firm.accept();
    const { conversationId } = await hear({ kind: "phone", e164: stranger }, "Hello?");
    const { second } = await during(
      (tx) => linkConversation(tx, { conversationId, contactId: firm.contactId }),
      () => firm.reserve({ to: { conversationId } }),
    );
    expect(second).toMatchObject({ status: "rejected", reason: { code: "not_found" } });
    expect(await asMachine((tx) => tx.select().from(conversations))).toHaveLength(1);
  });

  test("CMP-05 a stop and a request for help are answered once when the conversation gives way to another meanwhile", async () => {
    const stranger = `+1602556${4000 + count}`;
    await firm.accept();
    const asked = await hear({ kind: "phone", e164: stranger }, "HELP");
    const said = await hear({ kind: "phone", e164: stranger }, "STOP");
    const [task] = await asMachine((tx) => tx.select().from(optoutTasks).where(eq(optoutTasks.kind, "confirmation")));
    const link = (tx: TenantTx) =>
      linkConversation(tx, { conversationId: said.conversationId, contactId: firm.contactId });
    const confirm = (tx: TenantTx) => confirmOptOut(tx, { taskId: task?.id ?? "", now: new Date() });
    const { second } = await during(link, () =>
      Promise.all([asMachine((tx) => answerHelp(tx, { messageId: asked.id, now: new Date() })), asMachine(confirm)]),
    );
    expect(second).toEqual({ status: "fulfilled", value: ["sent", "done"] });
    expect(await asMachine(confirm)).toBe("done");
    const answers = await asMachine((tx) =>
      tx
        .select({ origin: messageSends.origin, to: messages.clientAddress, contactId: messages.contactId })
        .from(messageSends)
        .innerJoin(messages, eq(messages.id, messageSends.messageId))
        .where(eq(messages.clientAddress, stranger))
        .orderBy(messageSends.origin),
    );
    const theirs = { to: stranger, contactId: firm.contactId };
    expect(answers).toEqual([
      { origin: "help_answer", ...theirs },
      { origin: "opt_out_confirmation", ...theirs },
    ]);
  });

  test("CMP-05 a stop under an id that gives way to its number meanwhile is confirmed at the number", async () => {
    const number = `+1602557${4000 + count}`;
    await hear({ kind: "whatsapp_id", jid: lid }, "STOP");
    const [task] = await asMachine((tx) => tx.select().from(optoutTasks).where(eq(optoutTasks.kind, "confirmation")));
    const { second } = await during(
      async (tx) => {
        await lockMessages(tx, [
          { provider: "evolution", account: "", providerMessageId: "x", client: { kind: "whatsapp_id", jid: lid } },
        ]);
        return placeMessages(tx, { address: lid, e164: number, provider: "evolution", eventId: null });
      },
      () => asMachine((tx) => confirmOptOut(tx, { taskId: task?.id ?? "", now: new Date() })),
    );
    expect(second).toEqual({ status: "fulfilled", value: "done" });
    const [sent] = await asMachine((tx) =>
      tx
        .select({ to: messages.clientAddress })
        .from(messageSends)
        .innerJoin(messages, eq(messages.id, messageSends.messageId)),
    );
    expect(sent?.to).toBe(number);
  });
});
