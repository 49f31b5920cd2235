import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { messageSends } from "@/db/schema/message-sends";
import { inTenant } from "@/db/tenant";
import { CALLING_TIME } from "@/tests/support/calling-firm";
import { createSendingFirm, type SendingFirm } from "@/tests/support/sending-firm";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { countConversations } from "./count-conversations";
import { listConversations } from "./list-conversations";

let database: TestDatabase;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: CALLING_TIME });
  database = await createTestDatabase("pglite");
});
afterAll(async () => {
  vi.useRealTimers();
  await database.drop();
});

async function listed(firm: SendingFirm) {
  return inTenant(firm.principal, async (tx) => {
    const { userId } = firm;
    const marked = async (filter: { isUnknown?: boolean }) =>
      (await listConversations(tx, { userId, filter, limit: 5 })).rows.map((row) => row.hasUnknownSend);
    return {
      all: await marked({}),
      inDoubt: await marked({ isUnknown: true }),
      counted: (await countConversations(tx, { userId })).unknown,
    };
  });
}

test("AVL-02 a lost answer stands at its conversation, is found and counted, also behind a newer message, until it is known", async () => {
  const firm = await createSendingFirm({ orgId: "org_unknown_listed" });
  const other = await createSendingFirm({ orgId: "org_unknown_other" });
  const messageId = await firm.accept();
  await other.accept();
  const stands = (state: "unknown" | "accepted") =>
    inTenant(firm.principal, (tx) =>
      tx.update(messageSends).set({ state }).where(eq(messageSends.messageId, messageId)),
    );
  expect(await listed(firm)).toEqual({ all: [false], inDoubt: [], counted: 0 });
  await stands("unknown");
  expect(await listed(firm)).toEqual({ all: [true], inDoubt: [true], counted: 1 });
  vi.setSystemTime(CALLING_TIME.getTime() + 60_000);
  await firm.accept({ body: "And bring your papers." });
  expect(await listed(firm)).toEqual({ all: [true], inDoubt: [true], counted: 1 });
  expect(await listed(other)).toEqual({ all: [false], inDoubt: [], counted: 0 });
  await stands("accepted");
  expect(await listed(firm)).toEqual({ all: [false], inDoubt: [], counted: 0 });
});
