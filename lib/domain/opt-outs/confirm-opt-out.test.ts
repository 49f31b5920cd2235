import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { complianceSettings } from "@/db/schema/compliance-settings";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import { optoutTasks } from "@/db/schema/optout-tasks";
import { inTenant } from "@/db/tenant";
import type { MessageInput } from "@/lib/domain/messages/message-input";
import { recordMessage } from "@/lib/domain/messages/record-message";
import { createSendingFirm, type SendingFirm } from "@/tests/support/sending-firm";
import { createTestDatabase, databaseKinds, type TestDatabase } from "@/tests/support/test-database";
import { told } from "@/tests/support/told-message";
import { answerHelp } from "./answer-help";
import { confirmOptOut } from "./confirm-opt-out";

describe.each(await databaseKinds())("on %s", (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(kind);
  });
  afterAll(() => database.drop());

  const firmOf = (name: string) => createSendingFirm({ orgId: `org_${name}_${randomUUID().slice(0, 8)}` });

  async function say(firm: SendingFirm, body: string, input: Partial<MessageInput> = {}) {
    const at = new Date();
    const message = told({ body, sentAt: at, receivedAt: at, providerMessageId: randomUUID(), ...input });
    return (await inTenant(firm.principal, (tx) => recordMessage(tx, message))).messageId;
  }

  const tasksOf = (firm: SendingFirm) =>
    inTenant(firm.principal, (tx) =>
      tx.select().from(optoutTasks).where(eq(optoutTasks.kind, "confirmation")).orderBy(optoutTasks.createdAt),
    );

  const sentOf = (firm: SendingFirm) =>
    inTenant(firm.principal, (tx) =>
      tx
        .select({ body: messages.body, origin: messageSends.origin, optoutEventId: messageSends.optoutEventId })
        .from(messageSends)
        .innerJoin(messages, eq(messages.id, messageSends.messageId)),
    );

  const confirm = (firm: SendingFirm, taskId: string, now = new Date()) =>
    inTenant(firm.principal, (tx) => confirmOptOut(tx, { taskId, now }));

  async function waitingTask(firm: SendingFirm) {
    const task = (await tasksOf(firm)).find(({ state }) => state === "waiting");
    if (!task) throw new Error("no confirmation waits");
    return task;
  }

  test("CMP-02 a clear stop is confirmed once, whoever tries at once, in the firm's name and without marketing", async () => {
    const firm = await firmOf("confirm");
    await say(firm, "STOP");
    const { id } = await waitingTask(firm);
    const ends = await Promise.all([1, 2, 3, 4, 5].map(() => confirm(firm, id)));
    expect(new Set(ends)).toEqual(new Set(["done"]));
    const sent = await sentOf(firm);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      origin: "opt_out_confirmation",
      body: "Calder & Reyes Injury Law: You will get no more messages from us. To reach us, call (602) 555-0110.",
    });
    await say(firm, "stop");
    expect((await tasksOf(firm)).map(({ state, detail }) => [state, detail["reason"]])).toEqual([
      ["done", undefined],
      ["skipped", "confirmed_before"],
    ]);
  });

  test("CMP-02 after five minutes there is none, nor after a START, nor where the provider has answered", async () => {
    const firm = await firmOf("late");
    await say(firm, "STOP");
    const first = await waitingTask(firm);
    expect(await confirm(firm, first.id, new Date(Date.now() + 301_000))).toBe("skipped");
    await say(firm, "START");
    await say(firm, "STOP");
    const second = await waitingTask(firm);
    await say(firm, "START");
    expect(await confirm(firm, second.id)).toBe("skipped");
    await say(firm, "STOP", { optOutKeyword: "stop" });
    const old = new Date(Date.now() - 600_000);
    const other = await firmOf("old");
    await say(other, "STOP", { sentAt: old });
    const reasons = [...(await tasksOf(firm)), ...(await tasksOf(other))].map(({ detail }) => detail["reason"]);
    expect(reasons).toEqual(["too_late", "taken_back", "provider_answered", "too_late"]);
    expect(await sentOf(firm)).toEqual([]);
  });

  test("a stop that another system told first is not confirmed once the provider says that it answered", async () => {
    const firm = await firmOf("twin");
    const at = new Date();
    await say(firm, "STOP", { provider: "ghl", account: "L1", sentAt: at });
    await say(firm, "STOP", { sentAt: at, optOutKeyword: "stop" });
    expect(await tasksOf(firm)).toMatchObject([{ state: "skipped", detail: { reason: "provider_answered" } }]);
  });

  test("of two stops in a row the later one is confirmed; unclear words are not confirmed but looked at", async () => {
    const firm = await firmOf("two");
    await say(firm, "STOP");
    await say(firm, "STOP", { sentAt: new Date(Date.now() + 5), receivedAt: new Date(Date.now() + 5) });
    const tasks = await tasksOf(firm);
    expect(tasks.map(({ state }) => state).toSorted()).toEqual(["skipped", "waiting"]);
    const other = await firmOf("unclear");
    await say(other, "leave me alone");
    const all = await inTenant(other.principal, (tx) => tx.select({ kind: optoutTasks.kind }).from(optoutTasks));
    expect(all).toEqual([{ kind: "review" }]);
  });

  test("the confirmation speaks the keyword's language and the firm's own wording, and never a broken one", async () => {
    const firm = await firmOf("wording");
    await inTenant(firm.principal, (tx) =>
      tx.insert(complianceSettings).values({
        stopConfirmationEs: "{{firm_name}}: baja confirmada.",
        helpEn: "Call {{nobody}}",
      }),
    );
    await say(firm, "ALTO");
    await confirm(firm, (await waitingTask(firm)).id);
    expect((await sentOf(firm))[0]?.body).toBe("Calder & Reyes Injury Law: baja confirmada.");
  });

  test("CMP-02 HELP is answered once an hour and changes no consent", async () => {
    const firm = await firmOf("help");
    const [one, two] = [await say(firm, "HELP"), await say(firm, "info?")];
    const now = new Date();
    const help = (messageId: string) => inTenant(firm.principal, (tx) => answerHelp(tx, { messageId, now }));
    expect(await help(one ?? "")).toBe("sent");
    expect(await help(one ?? "")).toBe("answered_before");
    expect(await help(two ?? "")).toBe("answered_before");
    const sent = await sentOf(firm);
    expect(sent.map(({ origin }) => origin)).toEqual(["help_answer"]);
    expect(sent[0]?.body).toContain("Msg & data rates may apply. Reply STOP");
    expect(await tasksOf(firm)).toEqual([]);
  });

  test("TEN-09 another firm's task and message are as if they were not there", async () => {
    const [firm, other] = [await firmOf("mine"), await firmOf("theirs")];
    const messageId = await say(other, "HELP");
    await say(other, "STOP");
    const { id } = await waitingTask(other);
    expect(await confirm(firm, id)).toBe("skipped");
    const now = new Date();
    expect(await inTenant(firm.principal, (tx) => answerHelp(tx, { messageId, now }))).toBe("gone");
    expect(await waitingTask(other)).toMatchObject({ id });
    expect(await sentOf(other)).toEqual([]);
  });
});
