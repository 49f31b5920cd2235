import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { changeConversations } from "@/lib/domain/conversations/change-conversations";
import { findConversation } from "@/lib/domain/conversations/find-conversation";
import { restoreConversations } from "@/lib/domain/conversations/restore-conversations";
import { snoozeConversation } from "@/lib/domain/conversations/snooze-conversation";
import { wakeConversations } from "@/lib/jobs/handlers/wake-conversations";
import { createTestDatabase, type TestDatabase } from "../support/test-database";
import { type InboxFirm, openInboxFirm } from "./inbox-firm";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterEach(() => void vi.useRealTimers());
afterAll(() => database.drop());

async function wakingsOf({ principal }: InboxFirm): Promise<Date[]> {
  const { rows } = await database.asOwner(
    "select start_after from pgboss.job where name = 'conversations.wake' and data->>'tenantId' = $1 order by start_after",
    [principal.tenantId],
  );
  return (rows as { start_after: Date }[]).map(({ start_after }) => start_after);
}

const statusOf = (firm: InboxFirm, conversationId: string) =>
  firm.as(async (tx) => {
    const now = new Date();
    return (await findConversation(tx, { conversationId, userId: firm.userId, now, realNow: now }))?.status;
  });

function wake({ principal }: InboxFirm, at: Date) {
  vi.useFakeTimers({ toFake: ["Date"], now: at });
  return wakeConversations.run({
    id: randomUUID(),
    data: { tenantId: principal.tenantId, payload: {} },
    retryCount: 0,
    retryLimit: 3,
    signal: new AbortController().signal,
  });
}

test("what is put off has its waking queued, which brings it back then and not before, in this firm alone", async () => {
  const [firm, other] = [await openInboxFirm("wakes"), await openInboxFirm("sleeps")];
  const until = new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 86_400_000);
  const [id, foreign] = [await firm.hear({}), await other.hear({})];
  await firm.as((tx) => snoozeConversation(tx, { conversationId: id, until }));
  await other.as((tx) => snoozeConversation(tx, { conversationId: foreign, until }));
  expect([await wakingsOf(firm), await wakingsOf(other)]).toEqual([[until], [until]]);
  await wake(firm, new Date(until.getTime() - 60_000));
  expect(await statusOf(firm, id)).toBe("snoozed");
  await wake(firm, until);
  expect([await statusOf(firm, id), await statusOf(other, foreign)]).toEqual(["open", "snoozed"]);
});

test("what an Undo puts off again has its waking as well", async () => {
  const firm = await openInboxFirm("wakes_again");
  const until = new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 2 * 86_400_000);
  const id = await firm.hear({});
  const selection = { ids: [id] };
  await firm.as((tx) => snoozeConversation(tx, { conversationId: id, until }));
  const { outcomes } = await firm.as((tx) =>
    changeConversations(tx, { userId: firm.userId, selection, change: { kind: "reopen" }, now: new Date() }),
  );
  const changes = outcomes.flatMap((each) => (each.outcome === "changed" ? [each] : []));
  await database.asOwner("delete from pgboss.job where name = 'conversations.wake'");
  await firm.as((tx) => restoreConversations(tx, { changes, now: new Date() }));
  expect(await statusOf(firm, id)).toBe("snoozed");
  expect(await wakingsOf(firm)).toEqual([until]);
});
